import { door } from '../../http/door';
import type { Session } from '../../live/session';
import { words } from '../../words';

/** All of a circle to take home, with its photos, as text to read, or as lines for another Traceboard. */
export function Download({ session }: { session: Session }) {
  const { exportAt } = door(session.id);
  const file = (format: 'zip' | 'md' | 'jsonl', [label, means]: readonly [string, string]) => (
    <li>
      <a class={`as-${format}`} href={exportAt(format)} download>
        <span>
          <b>{label}</b>
          <small>{means}</small>
        </span>
      </a>
    </li>
  );
  return (
    <>
      <p class="lead">{words.takeHomeLead}</p>
      <ul class="rooms">
        {file('zip', words.exportZip)}
        {file('md', words.exportMd)}
        {file('jsonl', words.exportJsonl)}
      </ul>
      <p class="quiet">{words.takeHomeWithout}</p>
    </>
  );
}
