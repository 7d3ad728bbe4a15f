// One server with its host, for a group of tests.
import { after, before } from 'node:test';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

/** What the tests of one group share: a browser, a server on the embedded log, and its host on the board at `address`. */
export function house() {
  const its = {};
  before(async () => {
    its.browser = await launch();
    its.server = await Server.start();
    its.host = await Person.host(its.browser, its.server);
    its.address = `${its.server.ready.address}/c/${its.server.ready.circle}/`;
  });
  after(async () => {
    await its.browser?.close();
    await its.server?.end();
  });
  return its;
}
