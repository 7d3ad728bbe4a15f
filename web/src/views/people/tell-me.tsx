import { useEffect, useRef, useState } from 'preact/hooks';
import { later } from '../../live/later';
import type { Telling } from '../../live/push';
import { say } from '../../page/say';
import { words } from '../../words';
import { why } from '../../words/why';

const INSTEAD = {
  plain: words.tellPlain,
  'at-home': words.tellAtHome,
  denied: words.tellDenied,
  nobody: words.tellNobody,
};

// It can be switched with a network alone, so the worker keeps it only once it came.
const push = () => import('../../live/push');

/** The one switch: whether this browser tells its member that somebody built on a trace of theirs. */
export function TellMe({ circle, me }: { circle: string; me: string }) {
  const [now, set] = useState<Telling>();
  // At hand before the tap: Safari asks its user only in that moment.
  const [by, setBy] = useState<Awaited<ReturnType<typeof push>>>();
  const [failed, setFailed] = useState('');
  const busy = useRef(false);
  useEffect(() => {
    const styled = later().then(it => it.patternsSheet());
    // Offline there is nothing to switch, and no error.
    void Promise.all([push(), styled])
      .then(async ([by]) => {
        const now = await by.telling(circle, me);
        setBy(by);
        set(now);
      })
      .catch(() => {});
  }, []);
  if (!now || !by) return null;
  // It stays in the focus while it is switched, so it is not disabled.
  const change = async ({ currentTarget: box }: { currentTarget: HTMLInputElement }) => {
    const wanted = box.checked;
    box.checked = busy.current ? !wanted : wanted;
    if (busy.current) return;
    busy.current = true;
    try {
      const then = await by.tellMe(circle, me, now.way, wanted);
      box.checked = then.on;
      set(then);
      setFailed('');
    } catch (error) {
      box.checked = now.on;
      // What the browser itself refuses.
      const reason = error instanceof DOMException ? words.tellFailed : why(error);
      setFailed(reason);
      say(reason);
    }
    busy.current = false;
  };
  return (
    <section class="switches">
      <h3>{words.tellMe}</h3>
      <label>
        <span>
          <b>{words.tellWhen}</b>{' '}
          <small>{failed || (now.way === 'push' ? words.tellPush : `${INSTEAD[now.way]} ${words.tellMark}`)}</small>
        </span>
        <input type="checkbox" checked={now.on} onChange={change} />
      </label>
    </section>
  );
}
