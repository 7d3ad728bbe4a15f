// A circle that grew seeds another, and a story crosses from the one to the other.
import { Person } from '../people.js';
import { button, phone, picture, sound, to } from './stage.js';

export async function bud(its) {
  const { host } = its;
  await its.home(host);
  await host.hosts('Other circles');
  const heading = host.page.getByRole('heading', { name: 'Circles that grow from this one' });
  await host.page.getByRole('textbox', { name: 'The new circle’s name' }).fill('The bakery');
  await button(host.page, 'Seed a circle').click();
  const link = await host.page.getByRole('textbox', { name: 'For you' }).inputValue();
  // Among the circles that grow from this one, and among its sisters.
  await host.page.getByText('The bakery', { exact: true }).nth(1).waitFor();
  await picture(host, 'bud', heading);

  its.founder = await Person.open(its.browser, link, phone);
  await button(its.founder.page, 'Come in').click();
  await its.founder.live();
  await its.founder.sees('We begin when the bell rings');
  await sound(its.founder);
  host.calm();
}

/** A bud and its mother are sisters by themselves: what an author lets cross is read there. */
export async function sisters(its) {
  const { kea, founder } = its;
  await its.home(kea);
  await to(kea, 'Together');
  await kea.page.getByRole('main').getByRole('link', { name: /Stories/ }).click();
  await kea.page.getByRole('link', { name: /How the swing came/ }).click();
  await button(kea.page, 'Let it cross').click();
  await kea.page.getByText('Sister circles read this story.').waitFor();

  const crossed = founder.page.getByRole('link', { name: /How the swing came/ });
  do {
    await founder.page.goto(`${new URL('above?sisters', founder.page.url())}`);
    await founder.page.getByRole('heading', { name: 'The old mill' }).waitFor();
    // What the circle answered a moment ago is shown for that long.
  } while ((await crossed.count()) === 0);
  await crossed.click();
  await founder.page.getByText('told by Kea in The old mill').waitFor();
  await founder.page.locator('blockquote', { hasText: 'It swings!' }).waitFor();
  await picture(founder, 'sisters');
  await founder.leave();
  kea.calm();
}
