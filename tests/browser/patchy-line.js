// A phone's line in a patchy Wi-Fi: bytes go through a relay that loses its network every now and then.
import { connect, createServer } from 'node:net';

/** The network stays for a time between these, and is then away for a time between those. */
const STAYS_MS = [20_000, 40_000];
const AWAY_MS = [3_000, 15_000];

const between = ([least, most]) => least + Math.random() * (most - least);

/** A relay between one browser and a server. */
export class PatchyLine {
  /** How often the network went away. */
  cuts = 0;
  #lines = new Set();
  #away = false;
  /** Bytes vanish, and neither end notices. */
  #silent = false;
  #next;

  static async before(server) {
    const line = new PatchyLine();
    const to = new URL(server.ready.address);
    line.server = createServer(near => line.#relay(near, to));
    await new Promise((resolve, reject) => line.server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const by = link => link.replace(to.host, `127.0.0.1:${line.server.address().port}`);
    line.ready = { ...server.ready, address: by(server.ready.address), invite_link: by(server.ready.invite_link) };
    return line;
  }

  #relay(near, to) {
    if (this.#away) return near.destroy();
    const far = connect(to.port, to.hostname);
    for (const [from, into] of [[near, far], [far, near]]) {
      this.#lines.add(from);
      from.on('data', data => this.#silent || into.write(data));
      from.on('error', () => {}).on('close', () => {
        this.#lines.delete(from);
        into.destroy();
      });
    }
  }

  /** From now on the network comes and goes: every second time its connections break, else what they carry vanishes until it is back. */
  cutNowAndThen() {
    this.#next = setTimeout(() => {
      this.cuts += 1;
      this.#away = true;
      if (this.cuts % 2) this.#drop();
      else this.#silent = true;
      this.#next = setTimeout(() => {
        this.#back();
        this.cutNowAndThen();
      }, between(AWAY_MS));
    }, between(STAYS_MS));
  }

  /** The network stays. */
  heal() {
    clearTimeout(this.#next);
    this.#back();
  }

  /** Connections of before don't live again: their bytes have a gap. */
  #back() {
    if (this.#silent) this.#drop();
    this.#away = false;
    this.#silent = false;
  }

  #drop() {
    for (const line of this.#lines) line.destroy();
  }

  async end() {
    clearTimeout(this.#next);
    this.#drop();
    await new Promise(resolve => this.server.close(resolve));
  }
}
