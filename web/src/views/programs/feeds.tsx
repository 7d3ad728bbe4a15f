import { useEffect, useState } from 'preact/hooks';
import { feeds } from '../../http/feeds';
import type { Session } from '../../live/session';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { FeedLink, StandingFeed } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { useOneAtATime } from '../forms/one-at-a-time';
import { name } from '../person';
import { ToCopy } from './once';

/** Feeds: an address by one tap, shown once, and revoked by one more. */
export function Feeds({ session }: { session: Session }) {
  const api = feeds(session.id);
  const members = session.view.value!.members;
  const [all, set] = useState<StandingFeed[]>();
  const [made, setMade] = useState<FeedLink>();
  const oneAtATime = useOneAtATime();
  const failed = (error: unknown) => tell(why(error));
  const load = () => api.all().then(set, () => {});
  useEffect(() => void load(), [session.word.value]);
  const make = () =>
    oneAtATime(
      () =>
        api.make().then(link => {
          setMade(link);
          return load();
        }),
      failed,
    );
  const revoke = ({ id }: StandingFeed) =>
    ask(words.revokeFeedSure, words.revokeFeedMeans, words.revoke, () => {
      void api.revoke(id).then(() => {
        if (made?.id === id) setMade(undefined);
        return load();
      }, failed);
    });
  return (
    <section class="programs">
      <h2>{words.aFeed}</h2>
      <p class="quiet">{words.aFeedMeans}</p>
      <ul class="rows">
        {all?.map((feed, at) => (
          <li key={feed.id}>
            <span>
              <b>{words.theFeed(at + 1)}</b>
              <small>{words.feedBy(name(members.get(feed.by)))}</small>
            </span>
            <Button class="plain" label={words.revokeFeed(at + 1)} act={() => revoke(feed)}>
              {words.revoke}
            </Button>
          </li>
        ))}
        {/* Its place is kept until it is known. */}
        {!all?.length && <li class="quiet">{all ? words.noFeeds : '\u00a0'}</li>}
      </ul>
      {made && (
        <div class="made" role="status">
          <p>{words.feedOnce}</p>
          <ToCopy label={words.feedAddress} text={made.address} />
        </div>
      )}
      <p class="row">
        <Button class="solid" act={make}>
          {words.makeFeed}
        </Button>
      </p>
    </section>
  );
}
