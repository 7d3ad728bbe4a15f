// A circle that grew seeds another.
import { Person } from '../people.js';
import { button, phone, picture, sound, to } from './stage.js';

export async function bud(its) {
  const { host } = its;
  await its.home(host);
  await to(host, 'Host');
  const heading = host.page.getByRole('heading', { name: 'Circles that grow from this one' });
  await host.page.getByRole('textbox', { name: 'The new circle’s name' }).fill('The bakery');
  await button(host.page, 'Seed a circle').click();
  const link = await host.page.getByRole('textbox', { name: 'For you' }).inputValue();
  await host.page.getByText('The bakery', { exact: true }).waitFor();
  await picture(host, 'bud', heading);

  const founder = await Person.open(its.browser, link, phone);
  await button(founder.page, 'Come in').click();
  await founder.live();
  await founder.sees('We begin when the bell rings');
  await sound(founder);
  await founder.leave();
  host.calm();
}
