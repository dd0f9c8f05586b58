import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { FilledSession } from './session-fill.ts';
import { printTable, quantile } from './table.ts';

/**
 * A running session before many screens: how long a change (word, item, entry) takes until all have it, from before the
 * chair's request to the state's last byte at the screen; all screens losing their line and coming back at once; the
 * memory of many sessions. Beside each, in turns: a bare HTTP server that writes the same bytes to as many. The screens
 * live in this process, the servers in others (`session-server.ts`).
 * `node bench/session.ts [screens=500] [changes=60] [sessions=10] [places=85]`
 */
const [screens = 500, changes = 60, sessions = 10, places = 85] = process.argv.slice(2).map(Number);
const MB = 1024 * 1024;

interface Served {
  child: ChildProcess;
  port: number;
  sessions: FilledSession[];
}

async function serve(what: 'node' | 'floor'): Promise<Served> {
  const program = fileURLToPath(new URL('./session-server.ts', import.meta.url));
  const child = fork(program, [what, String(sessions), String(places)], { execArgv: ['--expose-gc'] });
  const [{ port, sessions: filled }] = await once(child, 'message');
  return { child, port, sessions: filled };
}

/** Megabytes of the server's process and the milliseconds of processor time it has taken, after its garbage is gone. */
async function costOf({ child }: Served): Promise<{ memory: number; cpu: number }> {
  child.send('cost');
  const [{ memory, cpu }] = await once(child, 'message');
  return { memory: memory / MB, cpu: (cpu.user + cpu.system) / 1_000 };
}

async function memoryOf(served: Served): Promise<number> {
  // Sockets that were closed are taken down first.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return (await costOf(served)).memory;
}

/** Screens that hold a line open; each counts the states that came whole. */
class Screens {
  readonly answers: IncomingMessage[] = [];
  bytes = 0;
  last = '';
  private waiting = 0;
  private done: (() => void) | null = null;
  private since = 0;
  readonly times: number[] = [];

  /** All get one more state; answers when the last has it, in milliseconds since `began`. */
  async next(count: number, began: number): Promise<number> {
    this.waiting = count;
    this.since = began;
    await new Promise<void>((resolve) => {
      this.done = resolve;
    });
    return performance.now() - began;
  }

  open(port: number, path: string, cookie: string): Promise<void> {
    const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
    return new Promise((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', path, agent, headers: { cookie } }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`A screen was answered ${answer.statusCode}.`));
        this.answers.push(answer);
        let text = '';
        answer.on('error', () => {});
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString('latin1');
          // Only whole states count; what came before is done.
          const end = text.lastIndexOf('\n\n');
          if (end < 0) return;
          const whole = text.slice(0, end);
          text = text.slice(end + 2);
          if (whole.includes('event: state')) this.arrived(whole);
        });
        resolve();
      });
      asked.on('error', (error) => {
        if (this.answers.length === 0) reject(error);
      });
      asked.end();
    });
  }

  private arrived(text: string): void {
    this.bytes = text.length;
    this.last = text;
    this.times.push(performance.now() - this.since);
    this.waiting -= 1;
    if (this.waiting === 0) this.done?.();
  }

  close(): void {
    for (const answer of this.answers.splice(0)) answer.destroy();
  }
}

async function openAll(served: Served, all: Screens, count: number, session?: FilledSession): Promise<number> {
  const began = performance.now();
  const came = all.next(count, began);
  const opened = Array.from({ length: count }, (_, n) => {
    const { id, people } = session ?? (served.sessions[n % served.sessions.length] as FilledSession);
    // The chair's screen is another audience; here all see alike.
    const person = people[1 + (Math.floor(n / (session ? 1 : served.sessions.length)) % (people.length - 1))];
    return all.open(served.port, `/api/events?topics=meetings.session:${id}`, `${person?.personId}.${n}`);
  });
  await Promise.all(opened);
  return await came;
}

async function ask(
  port: number,
  method: string,
  path: string,
  cookie: string,
  body: object | Buffer,
): Promise<unknown> {
  const raw = Buffer.isBuffer(body);
  const headers = { cookie, 'content-type': raw ? 'application/octet-stream' : 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers,
    body: raw ? new Uint8Array(body) : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} is answered ${answer.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

process.stdout.write(
  `load before: ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}\n`,
);
const [node, floor] = [await serve('node'), await serve('floor')];
try {
  const session = node.sessions[0] as FilledSession;
  const chair = `${session.people[0]?.personId}.chair`;
  const list = `/api/meetings/sessions/${session.id}/items/${session.items[0]}/speakers`;
  const enter = async (n: number) => {
    const participantId = session.people[1 + (n % (session.people.length - 1))]?.participantId;
    return ((await ask(node.port, 'POST', list, chair, { participantId })) as { entryId: string }).entryId;
  };
  for (let n = 0; n < 5; n++) await enter(n);

  // 1. Memory of many sessions with a screen for each place.
  const idle = await memoryOf(node);
  const many = new Screens();
  await openAll(node, many, sessions * places);
  const running = await memoryOf(node);
  many.close();

  // 2. Changes, the floor in turns.
  const [all, bare] = [new Screens(), new Screens()];
  await openAll(node, all, screens, session);
  const opened = Array.from({ length: screens }, (_, n) => bare.open(floor.port, '/', String(n)));
  await Promise.all(opened);
  all.times.length = 0;
  const lasts: { node: number[]; floor: number[] } = { node: [], floor: [] };
  let speaker = await enter(7);
  const acts = [
    () => ask(node.port, 'POST', `${list}/${speaker}/word`, chair, { act: 'give' }),
    () => ask(node.port, 'POST', `${list}/${speaker}/word`, chair, { act: 'pause' }),
    () => ask(node.port, 'POST', `${list}/${speaker}/word`, chair, { act: 'resume' }),
    () => ask(node.port, 'POST', `${list}/${speaker}/word`, chair, { act: 'end' }),
    async () => {
      speaker = await enter(7);
    },
  ];
  // The entry above is told before the clock begins.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  all.times.length = 0;
  const taken = { node: (await costOf(node)).cpu, floor: (await costOf(floor)).cpu };
  for (let n = 0; n < changes; n++) {
    const began = performance.now();
    const came = all.next(screens, began);
    await acts[n % acts.length]?.();
    lasts.node.push(await came);
    const state = Buffer.from(`${all.last}\n\n`, 'latin1');
    const start = performance.now();
    const written = bare.next(screens, start);
    await ask(floor.port, 'POST', '/', '', state);
    lasts.floor.push(await written);
  }
  const cpu = { node: (await costOf(node)).cpu - taken.node, floor: (await costOf(floor)).cpu - taken.floor };
  const row = (what: string, times: number[], last: number[], ms: number) => {
    const sorted = times.toSorted((a, b) => a - b);
    const ends = last.toSorted((a, b) => a - b);
    return {
      'a change at each screen': what,
      'p50 ms': quantile(sorted, 0.5),
      'p95 ms': quantile(sorted, 0.95),
      'last screen, p50 ms': quantile(ends, 0.5),
      'last screen, p95 ms': quantile(ends, 0.95),
      'server CPU, ms a change': ms / changes,
    };
  };
  printTable(`${changes} changes before ${screens} screens, a state of ${all.bytes} bytes`, [
    row('floor: the same bytes from a bare server', bare.times, lasts.floor, cpu.floor),
    row('the session', all.times, lasts.node, cpu.node),
  ]);

  // 3. All lose their line and come back.
  const before = await memoryOf(node);
  const storms: Record<string, string | number>[] = [];
  for (let round = 1; round <= 3; round++) {
    all.close();
    bare.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const back = await openAll(node, all, screens, session);
    const start = performance.now();
    const came = bare.next(screens, start);
    await Promise.all(Array.from({ length: screens }, (_, n) => bare.open(floor.port, '/', String(n))));
    await came;
    storms.push({ storm: round, 'floor, s': (performance.now() - start) / 1_000, 'all current, s': back / 1_000 });
  }
  printTable(`${screens} screens lose their line and come back at once`, storms);
  const after = await memoryOf(node);
  all.close();
  bare.close();
  printTable(`memory of the server's process, MB`, [
    { when: 'idle', MB: idle },
    { when: `${sessions} sessions, ${sessions * places} screens`, MB: running },
    { when: `above idle (150 at most)`, MB: running - idle },
    { when: `${screens} screens, before the storms`, MB: before },
    { when: 'the same after three storms', MB: after },
    { when: 'all screens gone', MB: await memoryOf(node) },
  ]);
} finally {
  for (const { child } of [node, floor]) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
process.stdout.write(
  `load after: ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}\n`,
);
