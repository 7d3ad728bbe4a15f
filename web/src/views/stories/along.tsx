import { useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { sisters } from '../../http/sisters';
import { stories } from '../../http/stories';
import type { Session } from '../../live/session';
import { isHost, type Shown } from '../../live/view';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { LinkOnce } from '../forms/link-once';

interface Props {
  session: Session;
  card: Shown;
  /** A link is out. */
  shared: boolean | undefined;
  /** Sister circles read it. */
  crosses: boolean | undefined;
  /** That changed. */
  changed: () => void;
}

/** Exports a story as a file, and shares it by a link that can be revoked. */
export function Along({ session, card, shared, crosses, changed }: Props) {
  const [made, setMade] = useState('');
  const view = session.view.value!;
  const api = stories(session.id);
  const may = !session.pod && (card.by === view.me || isHost(view));
  const failed = (error: unknown) => tell(why(error));
  const make = () =>
    void api.share(card.id, newId()).then(({ link }) => {
      setMade(link);
      changed();
    }, failed);
  const unshare = () =>
    void api.unshare(card.id).then(() => {
      setMade('');
      changed();
      tell(words.unsharedNow);
    }, failed);
  const cross = (on: boolean) => void sisters(session.id).cross(card.id, on).then(changed, failed);
  const file = (form: 'md' | 'html', label: string) => (
    <a class="plain" href={api.file(card.id, form)} download>
      {label}
    </a>
  );
  return (
    <aside class="along">
      {card.state === 'shown' && (
        <section aria-label={words.takeAlong}>
          <h2>{words.takeAlong}</h2>
          <p class="row">
            {file('html', words.asHtml)}
            {file('md', words.asMd)}
          </p>
        </section>
      )}
      {(may || shared) && (
        <section aria-label={words.shareStory}>
          <h2>{words.shareStory}</h2>
          <p class="quiet">{shared ? words.sharedLead : words.shareLead}</p>
          {made && <LinkOnce link={made} label={words.storyLinkOnce} />}
          {may && (
            <p class="row">
              {!shared && (
                <Button class="plain" act={make}>
                  {words.makeStoryLink}
                </Button>
              )}
              {shared && !made && (
                <Button class="plain" act={() => ask(words.newLinkSure, '', words.newLink, make)}>
                  {words.newLink}
                </Button>
              )}
              {shared && (
                <Button class="text" act={() => ask(words.unshareSure, '', words.unshare, unshare)}>
                  {words.unshare}
                </Button>
              )}
            </p>
          )}
        </section>
      )}
      {session.isOn('sisters') && (may || crosses) && !session.pod && (
        <section aria-label={words.crossing}>
          <h2>{words.crossing}</h2>
          <p class="quiet">{crosses ? words.crossesLead : words.crossLead}</p>
          {may && (
            <p class="row">
              <Button class="plain" act={() => cross(!crosses)}>
                {crosses ? words.letCrossNoMore : words.letCross}
              </Button>
            </p>
          )}
        </section>
      )}
    </aside>
  );
}
