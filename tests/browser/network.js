// Simulates bad networks: a proxy in front of a server that passes requests, and handles websockets as `upgrade` says.
import { createServer, request } from 'node:http';
import { connect } from 'node:net';

const PAGE = '<!doctype html><title>Please sign in</title><h1>Please sign in</h1>';
const html = (status, more = {}) => [status, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(PAGE), ...more }];
/** With `break`, a socket is cut this long after its handshake: by then the page has its `welcome`. */
const BREAKS_MS = 300;

/** A proxy between a browser and one server. */
export class Network {
  /** How an upgrade request is handled: pass, refuse (403), html (200), hang, break (pass, and cut soon). */
  upgrade = 'pass';
  /** The number of upgrade requests. */
  tries = 0;
  /** The open websockets, both ends of each; a deaf one drops what either end sends. */
  sockets = new Set();
  /** How often it answered 502, because the server was gone. */
  answered = 0;
  /** How many polls are waiting for their answers. */
  polls = 0;
  #lines = new Set();

  static async before(server) {
    const network = new Network();
    const to = new URL(server.ready.address);
    network.server = createServer((ask, answer) => network.#pass(to, ask, answer));
    network.server.on('connection', line => {
      network.#lines.add(line);
      line.on('error', () => {}).on('close', () => network.#lines.delete(line));
    });
    network.server.on('upgrade', (ask, line) => network.#upgrade(to, ask, line));
    await new Promise((resolve, reject) => network.server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${network.server.address().port}`;
    const by = link => link.replace(to.host, host);
    network.ready = { ...server.ready, address: by(server.ready.address), invite_link: by(server.ready.invite_link) };
    return network;
  }

  /** From now on the open websockets drop everything, and neither end notices. */
  goDeaf() {
    for (const socket of this.sockets) socket.deaf = true;
  }

  /** From now on what the server says on the open websockets is held back, until `release`. */
  hold() {
    for (const socket of this.sockets) socket.held = [];
  }

  /** What was held back arrives. */
  release() {
    for (const socket of this.sockets) {
      for (const data of socket.held ?? []) socket.line.write(data);
      socket.held = undefined;
    }
  }

  async end() {
    for (const line of this.#lines) line.destroy();
    await new Promise(resolve => this.server.close(resolve));
  }

  #pass(to, ask, answer) {
    const poll = new URL(ask.url, to).pathname.endsWith('/states');
    this.polls += poll ? 1 : 0;
    answer.on('close', () => {
      this.polls -= poll ? 1 : 0;
      on.destroy();
    });
    const on = request({ host: to.hostname, port: to.port, method: ask.method, path: ask.url, headers: ask.headers }, from => {
      answer.writeHead(from.statusCode, from.headers);
      from.pipe(answer);
    });
    // Real proxies answer so when their server is gone.
    on.on('error', () => {
      if (answer.headersSent || answer.destroyed) return;
      this.answered += 1;
      answer.writeHead(...html(502)).end(PAGE);
    });
    ask.pipe(on);
  }

  #upgrade(to, ask, line) {
    this.tries += 1;
    const say = (status, text) =>
      line.end(`HTTP/1.1 ${status} ${text}\r\ncontent-type: text/html\r\ncontent-length: ${PAGE.length}\r\nconnection: close\r\n\r\n${PAGE}`);
    if (this.upgrade === 'hang') return;
    if (this.upgrade === 'refuse') return say(403, 'Forbidden');
    if (this.upgrade === 'html') return say(200, 'OK');
    const on = connect(to.port, to.hostname);
    this.#lines.add(on);
    const socket = { deaf: false, held: undefined, line };
    this.sockets.add(socket);
    const head = Object.entries(ask.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    on.write(`${ask.method} ${ask.url} HTTP/1.1\r\n${head.join('')}\r\n`);
    const cut = () => {
      this.sockets.delete(socket);
      on.destroy();
      line.destroy();
    };
    for (const [from, into] of [[on, line], [line, on]]) {
      from.on('data', data => {
        if (socket.deaf) return;
        if (from === on && socket.held) socket.held.push(data);
        else into.write(data);
      });
      from.on('close', hadError => (socket.deaf ? this.sockets.delete(socket) : hadError || cut()));
    }
    on.on('connect', () => this.upgrade === 'break' && setTimeout(cut, BREAKS_MS));
    on.on('error', () => {
      this.answered += 1;
      this.sockets.delete(socket);
      say(503, 'Service Unavailable');
    });
  }
}
