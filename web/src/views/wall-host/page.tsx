import { useEffect, useState } from 'preact/hooks';
import { type WallSettings, walls } from '../../http/walls';
import type { Session } from '../../live/session';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { StandingWall, WallLink } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { LinkOnce } from '../forms/link-once';
import { useOneAtATime } from '../forms/one-at-a-time';
import { Wall } from './wall';

/** The walls of the circle: a link for each by one tap, and how it shows the board. */
export function WallHost({ session }: { session: Session }) {
  const api = walls(session.id);
  const [all, set] = useState<StandingWall[]>();
  const [made, setMade] = useState<WallLink>();
  const oneAtATime = useOneAtATime();
  const failed = (error: unknown) => tell(why(error));
  const load = () => api.all().then(set, () => {});
  useEffect(() => void load(), [session.word.value]);
  const make = () =>
    oneAtATime(
      () =>
        api.make(false).then(link => {
          setMade(link);
          return load();
        }),
      failed,
    );
  const change = (wall: StandingWall, to: Partial<WallSettings>) => {
    // What was tapped is seen at once, and put right where it failed.
    set(all?.map(each => (each.id === wall.id ? { ...each, ...to } : each)));
    void api.set(wall.id, { ...wall, ...to }).then(load, error => {
      failed(error);
      return load();
    });
  };
  const revoke = ({ id }: StandingWall) =>
    ask(words.revokeWallSure, words.revokeWallMeans, words.revokeWall, () => {
      void api.revoke(id).then(() => {
        if (made?.id === id) setMade(undefined);
        return load();
      }, failed);
    });
  return (
    <>
      <p class="lead">{words.wallsLead}</p>
      {made && <LinkOnce {...made} label={words.wallLinkOnce} />}
      <ul class="walls">
        {all?.map((wall, at) => (
          <Wall key={wall.id} session={session} wall={wall} number={at + 1} change={change} revoke={revoke} />
        ))}
      </ul>
      {/* Its place is kept until it is known. */}
      {!all?.length && <p class="quiet">{all ? words.noWalls : '\u00a0'}</p>}
      <p class="row">
        <Button class="solid large" act={make}>
          {words.makeWall}
        </Button>
      </p>
    </>
  );
}
