// Two found a circle.
import { Person } from '../people.js';
import { phone, picture } from './stage.js';

export async function founding(its) {
  const { browser, server } = its;
  const host = await Person.host(browser, server, phone);
  const kea = await Person.open(browser, server.ready.invite_link, phone);
  Object.assign(its, { host, kea });
  await kea.page.getByLabel('Your name').fill('Kea');
  await picture(kea, 'begin');
  await kea.page.getByRole('button', { name: 'Join The old mill' }).click();
  await kea.live();
  await host.leaves('Found the key of the mill and oiled the lock', 'open the shutters');
  await kea.sees('Found the key');
  await kea.buildsOn('Found the key', 'All the shutters are open, and there is light');
  await host.sees('All the shutters');
}
