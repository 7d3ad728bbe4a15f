// People with a browser each. Things are found as a person finds them: by role and words.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** A sign that the server refuses and a page would not show. */
export const BELL = '\u0007';

/** How long something may take that a person waits for. */
export const PATIENCE_MS = Number(process.env.TRACEBOARD_PATIENCE_MS ?? 30_000);

export const launch = (...more) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...flags, ...more] });

/** Waits until a page's worker keeps its files. Not by `waitForFunction`, which takes the promise of an async function for a yes. */
export const kept = page =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== 'activated') await new Promise(changed => active.addEventListener('statechange', changed, { once: true }));
  });

/** A member's page, at phone size unless told; `before` may change the browser first. What it complains about is kept, and fails the test in `calm`. */
export class Person {
  static async open(browser, link, { before, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    if (before) await before(context);
    const person = new Person();
    person.context = context;
    person.complaints = [];
    person.page = await person.tab(link);
    return person;
  }

  /** Another tab of the same browser. */
  async tab(link) {
    const page = await this.context.newPage();
    page.on('pageerror', error => this.complaints.push(`error: ${error.message}`));
    page.on('console', message => {
      // What a network that is gone gives is the network's; everything else is the page's.
      const network = /Failed to load resource|WebSocket connection|when fetching the script/.test(message.text());
      if (message.type() === 'error' && !network) this.complaints.push(message.text());
    });
    await page.goto(link);
    return page;
  }

  static async host(browser, server, options) {
    const person = await Person.open(browser, server.ready.host_link, options);
    await person.page.getByRole('button', { name: 'Come in' }).click();
    await person.live();
    return person;
  }

  static async member(browser, server, name, options) {
    const person = await Person.open(browser, server.ready.invite_link, options);
    await person.joins(name);
    return person;
  }

  /** Comes in by the invite that is open, and is live. */
  async joins(name) {
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByRole('button', { name: /^Join/ }).click();
    await this.live();
  }

  /** Goes to one of the screens of a host's page, by its name; from another one too. */
  async hosts(screen) {
    const back = this.page.getByRole('button', { name: 'Back', exact: true }).filter({ visible: true });
    const tab = this.page.getByRole('link', { name: 'Host', exact: true });
    await tab.or(back).first().waitFor();
    if (await tab.isHidden()) await back.click();
    await tab.click();
    await this.page.getByRole('main').getByRole('link', { name: new RegExp(`^${screen}`) }).click();
    await this.page.getByRole('heading', { level: 1, name: screen }).waitFor();
  }

  /** Opens what a host may do about somebody. */
  async about(name) {
    await this.page.getByRole('listitem').filter({ hasText: name }).getByRole('button').first().click();
    return this.page.getByRole('dialog');
  }

  /** Takes somebody out of the circle, from the page of people. */
  async removes(name) {
    const sheet = await this.about(name);
    await sheet.getByRole('button', { name: /^Remove/ }).click();
    await sheet.getByRole('button', { name: 'Remove', exact: true }).click();
  }

  /** Takes the network away, and waits until the page knows. */
  async cutOff() {
    await this.context.setOffline(true);
    await this.page.getByText('offline').first().waitFor();
  }

  async live() {
    await this.page.getByText('live', { exact: true }).waitFor();
  }

  /** Waits until the worker keeps the page for a time without a network. */
  kept = () => kept(this.page);

  card(text) {
    return this.page.getByRole('listitem').filter({ hasText: text }).first();
  }

  /** Waits until a card with these words stands on the page, and is no longer waiting. New ones may wait behind their pill. */
  async sees(text) {
    const pill = this.page.getByRole('button', { name: /^[0-9]+ new/ });
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.card(text).isVisible())) {
      if (Date.now() > deadline) throw new Error(`no card says ${text}`);
      await this.card(text).or(pill).first().waitFor();
      if (await pill.isVisible()) await pill.click({ timeout: 1_000 }).catch(() => {});
    }
    await this.card(text).getByText('waiting', { exact: true }).waitFor({ state: 'detached' });
  }

  async doesNotSee(text) {
    await this.page.locator('[data-trace]').getByText(text).first().waitFor({ state: 'detached' });
  }

  async write(text, openEnd) {
    const sheet = this.page.getByRole('dialog');
    await sheet.getByRole('textbox', { name: 'What did you do?' }).fill(text);
    if (openEnd) {
      await sheet.getByRole('button', { name: 'Someone could…' }).click();
      await sheet.getByRole('textbox', { name: 'Someone could' }).fill(openEnd);
    }
    await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
    await sheet.waitFor({ state: 'detached' });
  }

  async leaves(text, openEnd) {
    await this.page.getByRole('button', { name: 'Leave a trace' }).click();
    await this.write(text, openEnd);
  }

  async buildsOn(parent, text, also) {
    await this.card(parent).getByRole('button', { name: 'Build on', exact: true }).click();
    const sheet = this.page.getByRole('dialog');
    if (also) {
      await sheet.getByRole('button', { name: '+ also' }).click();
      await sheet.getByRole('listitem').filter({ hasText: also }).getByRole('button').click();
    }
    await this.write(text);
  }

  /** Something behind a card's dots, and the question that follows where there is one. */
  async does(text, deed, sure) {
    const more = this.card(text).getByRole('button', { name: 'More' });
    if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
    await this.card(text).getByRole('button', { name: deed, exact: true }).click();
    if (sure) await this.page.getByRole('dialog').getByRole('button', { name: deed, exact: true }).click();
  }

  /** The words of the cards on the page, from the top, those that are scrolled out of sight too. */
  async cards() {
    return this.page.locator('[data-trace] .say').allTextContents();
  }

  calm() {
    assert.deepEqual(this.complaints, []);
  }

  async leave() {
    await this.context.close();
  }
}
