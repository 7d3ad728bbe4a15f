// The shared setup of a group of tests: a browser, a server, and its host.
import { after, before } from 'node:test';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

/** Starts a browser, a server on the embedded log, and its host's page for the tests of a group. `address`: the board's. */
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
