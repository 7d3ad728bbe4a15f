// Walls: their links, and browsers that show them.
import { PATIENCE_MS } from './people.js';

/** What a host asks of the API, in the host's own browser. */
const ask = (host, method, path, body) =>
  host.page.evaluate(
    async ([method, path, body]) => {
      const at = `/api/c/${location.pathname.split('/')[2]}/${path}`;
      const answer = await fetch(at, { method, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.status === 204 ? undefined : answer.json();
    },
    [method, path, body],
  );

/** An id as authors make them: a UUID of version 7. */
export function newId() {
  const [time, rest] = [Date.now().toString(16).padStart(12, '0'), crypto.randomUUID().slice(15)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest}`;
}

/** A wall on a large screen. What its browser gets is kept, byte for byte. */
export class Wall {
  got = '';
  complaints = [];

  static async open(browser, host, { join = false, ...options } = {}) {
    const wall = new Wall();
    const made = await ask(host, 'POST', 'walls', { id: newId(), join });
    Object.assign(wall, { host, id: made.id, link: made.link });
    wall.context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce', ...options });
    wall.context.setDefaultTimeout(PATIENCE_MS);
    wall.page = await wall.context.newPage();
    wall.page.on('pageerror', error => wall.complaints.push(error.message));
    wall.page.on('response', async answer => {
      wall.got += await answer.text().catch(() => '');
    });
    await wall.page.goto(wall.link);
    return wall;
  }

  /** How it shows the board from now on. */
  set = to => ask(this.host, 'POST', `walls/${this.id}`, { id: newId(), delay_ms: 0, paused: false, join: false, ...to });

  revoke = () => ask(this.host, 'DELETE', `walls/${this.id}`);

  /** Waits until the newest card has these words. */
  async shows(text) {
    await this.page.locator('.card.main').getByText(text, { exact: true }).waitFor();
  }

  says = text => this.page.getByText(text).first().waitFor();

  close = () => this.context.close();
}
