// Starts servers and Redis for one test: on free ports, in temporary folders, ended by their process ids.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const binary = process.env.TRACEBOARD_BIN;
if (!binary) throw new Error('TRACEBOARD_BIN must name the traceboard binary to test');

/** How long a process may take to be ready. */
const PATIENCE_MS = 60_000;

const scratch = () => mkdtemp(join(tmpdir(), 'traceboard-browser-'));

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const ended = child => new Promise(resolve => (child.exitCode ?? child.signalCode) === null ? child.once('exit', resolve) : resolve());

/** A `traceboard serve`. `restart` keeps its port and its log. */
export class Server {
  static async start(store, more = []) {
    const server = new Server();
    server.folder = await scratch();
    server.store = store ?? ['--data', join(server.folder, 'data')];
    server.more = more;
    await server.launch('127.0.0.1:0');
    return server;
  }

  async launch(listen) {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TRACEBOARD_')));
    this.child = spawn(binary, ['serve', '--listen', listen, '--json', ...this.store, ...this.more], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
    this.stderr = '';
    this.child.stderr.on('data', data => {
      this.stderr = (this.stderr + data).slice(-20_000);
    });
    const line = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the server was not ready: ${this.stderr}`)), PATIENCE_MS);
      createInterface({ input: this.child.stdout }).once('line', line => {
        clearTimeout(late);
        resolve(line);
      });
      this.child.once('exit', () => reject(new Error(`the server ended: ${this.stderr}`)));
    });
    this.ready = JSON.parse(line);
    this.listens = this.listens ?? new URL(this.ready.address).host;
  }

  async kill() {
    this.child.kill('SIGKILL');
    await ended(this.child);
  }

  async restart() {
    await this.launch(this.listens);
  }

  async end() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A board on which the demo's season happens, once somebody looks at it; `over` resolves when it is over. */
export async function season() {
  const child = spawn(binary, ['demo', '--listen', '127.0.0.1:0', '--speed', '60', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const line = await new Promise(resolve => createInterface({ input: child.stdout }).once('line', resolve));
  const over = new Promise(resolve => {
    createInterface({ input: child.stderr }).on('line', line => line.includes('season is over') && resolve());
  });
  const end = async () => {
    child.kill();
    await ended(child);
  };
  return { ready: JSON.parse(line), over, end };
}

/** A redis-server with `appendonly`, in a temporary folder. */
export class Redis {
  static async start() {
    const redis = new Redis();
    redis.folder = await scratch();
    redis.port = await freePort();
    redis.url = `redis://127.0.0.1:${redis.port}/`;
    await redis.launch();
    return redis;
  }

  async launch() {
    const settings = ['--port', this.port, '--bind', '127.0.0.1', '--dir', this.folder, '--save', '', '--appendonly', 'yes'];
    this.child = spawn('redis-server', settings.map(String), { stdio: 'ignore' });
    await new Promise((resolve, reject) => this.child.once('spawn', resolve).once('error', reject));
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await answers(this.port))) {
      if (Date.now() > deadline) throw new Error('redis-server did not answer');
    }
  }

  async kill() {
    this.child.kill('SIGKILL');
    await ended(this.child);
  }

  /** Copies its files. */
  async backUp() {
    const copy = await scratch();
    await cp(this.folder, copy, { recursive: true });
    return copy;
  }

  /** Restores such a copy, as after the loss of a disk. */
  async fallBackTo(copy) {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
    this.folder = copy;
    await this.launch();
  }

  async end() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const answers = port =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    const done = answer => {
      socket.destroy();
      setTimeout(resolve, 20, answer);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', data => done(data.toString().startsWith('+PONG')));
    socket.once('error', () => done(false));
  });

/** The setups that every case runs on: one server on the embedded log, and two servers on one Redis. */
export const stores = {
  embedded: async () => {
    const server = await Server.start();
    return { servers: [server, server], end: () => server.end() };
  },
  redis: async () => {
    const redis = await Redis.start();
    const servers = [await Server.start(['--redis', redis.url]), await Server.start(['--redis', redis.url])];
    const end = async () => {
      for (const server of servers) await server.end();
      await redis.end();
    };
    return { servers, end };
  },
};
