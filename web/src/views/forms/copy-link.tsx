import { over } from '../../page/desk';
import { paths } from '../../page/route';
import { tell } from '../../page/say';
import { words } from '../../words';
import { copied } from './copy';
import { LinkOnce } from './link-once';

/** Copies the address of a trace in its trail. Where the browser forbids that, a sheet shows it. */
export async function copyLink(space: string, card: { id: string; seed?: string }): Promise<void> {
  const link = location.origin + paths.trail(space, card);
  // Plain http has only the old way, and that copies what is selected.
  const field = Object.assign(document.createElement('textarea'), { value: link, readOnly: true, className: 'hidden' });
  const focused = document.activeElement as HTMLElement | null;
  document.body.append(field);
  field.select();
  const done = await copied(link);
  field.remove();
  focused?.focus();
  if (done) tell(words.copied);
  else over(words.copyLink, () => <LinkOnce link={link} label={words.linkOf} />);
}
