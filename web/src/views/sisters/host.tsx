import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { Refused } from '../../http/call';
import { sisters } from '../../http/sisters';
import type { Session } from '../../live/session';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { Sister, StandingSisterLink } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Field } from '../forms/field';
import { LinkOnce } from '../forms/link-once';
import { useOneAtATime } from '../forms/one-at-a-time';

/** Where hosts exchange links with other circles. */
export function SisterHost({ session }: { session: Session }) {
  const api = sisters(session.id);
  const [all, set] = useState<Sister[]>([]);
  const [links, setLinks] = useState<StandingSisterLink[]>([]);
  const [made, setMade] = useState('');
  const [theirs, setTheirs] = useState('');
  // Sent again after a lost answer, it adds nothing twice.
  const [id, setId] = useState(newId);
  const oneAtATime = useOneAtATime();
  const failed = (error: unknown) =>
    tell((error instanceof Refused && words.notAdded[error.problem.code]) || why(error));
  const load = () =>
    Promise.all([api.all(), api.links()]).then(
      ([page, links]) => {
        set(page.sisters);
        setLinks(links);
      },
      () => {},
    );
  // A circle that was just seeded is one of them.
  const { buds } = session.view.value!.circle;
  useEffect(() => void load(), [session.word.value, buds?.length]);
  const make = () =>
    oneAtATime(
      () =>
        api.make().then(({ link }) => {
          setMade(link);
          return load();
        }),
      failed,
    );
  const add = (event: Event) => {
    event.preventDefault();
    void api.add(id, theirs).then(() => {
      setTheirs('');
      setId(newId());
      return load();
    }, failed);
  };
  const revoke = (link: string) =>
    void api.revoke(link).then(() => {
      setMade('');
      return load();
    }, failed);
  return (
    <>
      <p class="quiet">{words.sisterHostLead}</p>
      <ul class="rows">
        {all.map(({ circle, name = words.nameless, kin }) => (
          <li key={circle}>
            <span dir="auto">{name}</span>
            {kin === 'linked' ? (
              <Button
                class="text"
                act={() =>
                  ask(
                    words.letSisterGoSure(name),
                    '',
                    words.letSisterGo,
                    () => void api.letGo(circle).then(load, failed),
                  )
                }
              >
                {words.letSisterGo}
              </Button>
            ) : (
              <small>{words.kinship[kin]}</small>
            )}
          </li>
        ))}
        {links.map(({ id }) => (
          <li key={id}>
            <span>{words.sisterLinkOut}</span>
            <Button class="text" act={() => ask(words.revokeLinkSure, '', words.revokeLink, () => revoke(id))}>
              {words.revokeLink}
            </Button>
          </li>
        ))}
      </ul>
      {made ? (
        <LinkOnce link={made} label={words.sisterLinkFor} />
      ) : (
        <p class="row">
          <Button class="plain" act={make}>
            {words.sisterLink}
          </Button>
        </p>
      )}
      <form class="grid" onSubmit={add}>
        <Field label={words.theirLink}>
          <input value={theirs} required maxLength={512} onInput={event => setTheirs(event.currentTarget.value)} />
        </Field>
        <button type="submit" class="solid wide">
          {words.addSister}
        </button>
      </form>
    </>
  );
}
