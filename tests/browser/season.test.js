// A season in a circle, from two members to thirty: three of them have a browser, the others act by the API. With
// TRACEBOARD_UPDATE_PICTURES=1 it makes the pictures of docs/GUIDE.md anew.
import { after, before, describe, test } from 'node:test';
import { launch } from './people.js';
import { Server } from './processes.js';
import { agreement } from './season/agreement.js';
import { bud, sisters } from './season/bud.js';
import { founding } from './season/founding.js';
import { growth } from './season/growth.js';
import { pods, rhythm } from './season/pods.js';
import { promises } from './season/promises.js';
import { retreat } from './season/retreat.js';
import { retro } from './season/retro.js';
import { silence } from './season/silence.js';
import { Member } from './season/stage.js';
import { story } from './season/story.js';

describe('a season', () => {
  /** Who is in it: `host`, `kea` and `tui` have a browser, and `others` none, by name. */
  const its = { others: {} };

  before(async () => {
    its.browser = await launch();
    its.server = await Server.start(undefined, ['--circle-name', 'The old mill']);
    its.board = `${its.server.ready.address}/c/${its.server.ready.circle}/`;
    its.come = async (...names) => {
      for (const name of names) its.others[name] = await Member.join(its.server, name);
    };
    /** The first screen, from wherever they are. */
    its.home = async who => {
      await who.page.goto(its.board);
      await who.live();
    };
  });
  after(async () => {
    await its.browser?.close();
    await its.server?.end();
  });

  test('two found a circle', () => founding(its));
  test('a retreat begins and ends with a round, and what was left in it stands together', () => retreat(its));
  test('Reconnect offers pods to people who hardly know each other, and a pod is its members’ alone', () => pods(its));
  test('the circle meets in a rhythm', () => rhythm(its));
  test('promises are kept, and let go without a mark', () => promises(its));
  test('an agreement is tried, worded and lived', () => agreement(its));
  test('a retro’s try is taken on, and the next retro begins with it', () => retro(its));
  test('after a silence it begins with what grew', () => silence(its));
  test('what many left is told as one story, shared and taken along', () => story(its));
  test('thirty members build with each other, and nobody is counted', () => growth(its));
  test('it seeds another circle, which begins with what this one agreed', () => bud(its));
  test('a story crosses to the circle that it seeded', () => sisters(its));
});
