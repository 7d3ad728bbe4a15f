// What a season is played with: members without a browser, who act by the API as a program does, and pictures for the guide.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sound } from '../eyes.js';
import { writeWebp } from '../webp.js';

export { sound };

const images = join(import.meta.dirname, '../../../docs/images/season');
/** Writes the pictures of the guide anew. */
const keeps = process.env.TRACEBOARD_UPDATE_PICTURES === '1';
/** Above the part that a picture begins with. */
const AIR_PX = 16;
/** What WebP leaves of a screen's fine print. */
const QUALITY = 0.82;

/** An id whose order is that of time (UUIDv7). */
function id() {
  const [time, rest] = [Date.now().toString(16).padStart(12, '0'), randomUUID().slice(15)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-a${rest.slice(5)}`.slice(0, 36);
}

/** The three with a browser have a phone; its screen is short enough for two pictures above each other. */
export const phone = { viewport: { width: 390, height: 720 }, deviceScaleFactor: 2 };
export const DAY_MS = 86_400_000;

export const button = (within, name) => within.getByRole('button', { name, exact: true });
export const dialog = who => who.page.getByRole('dialog');
export const press = (who, name) => button(dialog(who), name).click();
export const to = (who, name) => who.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

/** A day so many days from today, by the clocks of a circle that was told no time zone. */
export const day = days => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

async function call(url, init) {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const json = body => ({ method: 'POST', body: JSON.stringify(body) });

/** A member without a browser. */
export class Member {
  static async join({ ready }, name) {
    const member = new Member();
    member.name = name;
    member.at = `${ready.address}/api/c/${ready.circle}`;
    const secret = new URL(ready.invite_link).hash.slice('#invite='.length);
    const headers = { 'content-type': 'application/json', accept: 'application/vnd.traceboard.token+json' };
    const joined = await call(`${member.at}/join`, { headers, ...json({ request: id(), secret, name }) });
    member.id = joined.member;
    member.headers = { 'content-type': 'application/json', authorization: `Bearer ${joined.token}` };
    return member;
  }

  /** Does something in the circle, or in a pod, and answers with its id. */
  async does(deed, pod) {
    const draft = { id: id(), written_at_ms: Date.now(), deed };
    const at = pod ? `${this.at}/pods/${pod}` : this.at;
    const [frame] = await call(`${at}/posts`, { headers: this.headers, ...json({ drafts: [draft] }) });
    assert.equal(frame.type, 'ack', JSON.stringify(frame));
    return draft.id;
  }

  leaves(text, more = {}) {
    return this.does({ type: 'leave', text, ...more });
  }

  async reads(path) {
    return call(`${this.at}/${path}`, { headers: this.headers });
  }

  /** The round that was opened last and is open still. */
  async asked() {
    const { rounds } = await this.reads('rounds');
    return rounds.filter(round => !round.ended_at_ms).toSorted((a, b) => b.n - a.n)[0].id;
  }

  /** Answers that round. */
  async answers(...answers) {
    const round = await this.asked();
    return { round, answer: await this.does({ type: 'answer', round, answers }) };
  }
}

/** A picture of a step, from the top of the page or of a part of it, as WebP. */
export async function picture(person, name, from) {
  await sound(person);
  if (!keeps) return;
  await mkdir(images, { recursive: true });
  await person.page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    return document.fonts.ready;
  });
  await from?.evaluate((part, air_px) => scrollBy(0, part.getBoundingClientRect().top - air_px), AIR_PX);
  const png = await person.page.screenshot({ animations: 'disabled' });
  // As a PNG has it behind its signature.
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const sheet = { width, height, paper: '#fff', quality: QUALITY };
  await writeWebp(person.context, join(images, `${name}.webp`), sheet, [{ png, x: 0, y: 0, width, height }]);
}
