import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dispose } from '@livekit/rtc-node';
import { pino } from 'pino';
import { MediaSettings } from '#modules/meetings/contract.ts';
import { type Keeper, openKeeper } from '#modules/meetings/server/media/keeper.ts';
import { openLiveKit } from '#modules/meetings/server/media/livekit/livekit-port.ts';
import { type MediaServer, startMediaServer } from '#modules/meetings/server/media/livekit/media-server.ts';
import { type RoomPlan, rightsOf } from '#modules/meetings/server/media/rights.ts';
import { enterRoom, type RealPlace } from '../e2e/media/real-place.ts';
import { mediaProgram } from '../e2e/support/media-program.ts';
import { printTable, quantile } from './table.ts';

/**
 * The real media server under a whole session: every place a real client that came in by our pass, rights given and
 * taken by our keeper. The clients decode on the same machine, so that what is measured of them is the least.
 * `node bench/media.ts [places=85] [seconds=20]`
 */
const [places = 85, seconds = 20] = process.argv.slice(2).map(Number);

const ROOM = 'bench';
const SAMPLED = 10;
const SPEAKERS = 4;
const TILES = { width: 320, height: 180, fps: 10 };
const TILE_STEPS = [4, 8, 16, 32, 64];
const TICKS_A_SECOND = 100;

interface Bench {
  server: MediaServer;
  port: ReturnType<typeof openLiveKit>;
  plan: RoomPlan;
  keeper: Keeper;
  stop(): Promise<void>;
}

async function open(program: string, people: readonly string[], cameras: 'all' | 'word'): Promise<Bench> {
  const keys = { key: 'bench', secret: 'a secret of the bench that is long enough' };
  const dataDir = mkdtempSync(join(tmpdir(), 'nhipcau-bench-media-'));
  const server = await startMediaServer({
    program,
    dataDir,
    log: pino({ level: 'silent' }),
    signal: new AbortController().signal,
    tcpPort: 28_881,
    udpPorts: { first: 28_882, last: 28_885 },
    address: '127.0.0.1',
    onlyHere: true,
    keys,
    hookUrl: 'http://127.0.0.1:1/',
    onState: () => {},
  });
  const port = openLiveKit(server.url, keys);
  const plan: RoomPlan = {
    state: 'open',
    settings: MediaSettings.parse({ cameras, ahead: 1 }),
    people: people.map((id) => ({ id, duties: [], placeId: null })),
    deviceOfPlace: new Map(),
    speaking: [],
    waiting: [],
    removed: new Set(),
  };
  const keeper = openKeeper({
    port,
    log: pino({ level: 'silent' }),
    findPlan: async () => plan,
    onLost: async () => {},
    now: () => performance.now(),
  });
  const stop = async () => {
    await keeper.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { server, port, plan, keeper, stop };
}

async function enter({ server, port, plan }: Bench, identity: string, watches: (from: string) => boolean) {
  const may = rightsOf(plan, new Set([identity])).get(identity) ?? new Set();
  const pass = await port.issuePass({ room: ROOM, identity, name: identity, may, hidden: false });
  return await enterRoom(server.url, pass, { watches });
}

/** Processor seconds and resident megabytes of the media server. */
function usage({ server }: Bench): { cpu: number; memory: number } {
  const pid = server.pid() as number;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND, memory: (pages * 4_096) / 1e6 };
}

interface Watched {
  fps: number[];
  cores: number;
  memory: number;
}

/** Frames a second that each of these places got from each of these senders. */
async function watch(bench: Bench, watchers: readonly RealPlace[], senders: readonly string[]): Promise<Watched> {
  const count = () => watchers.flatMap(({ frames }) => senders.map((sender) => frames.get(sender) ?? 0));
  const [before, began, at] = [count(), usage(bench), performance.now()];
  await delay(seconds * 1_000);
  const [after, ended, took] = [count(), usage(bench), (performance.now() - at) / 1_000];
  const fps = after.map((frames, index) => (frames - (before[index] as number)) / took).toSorted((a, b) => a - b);
  return { fps, cores: (ended.cpu - began.cpu) / took, memory: ended.memory };
}

const name = (index: number) => `place-${String(index).padStart(3, '0')}`;

async function oneSpeaker(program: string): Promise<void> {
  const people = Array.from({ length: places }, (_, index) => name(index));
  const bench = await open(program, people, 'word');
  const here: RealPlace[] = [];
  try {
    const [first, second] = people as [string, string];
    const shown = new Set([first]);
    bench.plan.speaking = [first];
    bench.plan.waiting = [second];
    for (const identity of people) here.push(await enter(bench, identity, (from) => shown.has(from)));
    await bench.keeper.look(ROOM);
    const [speaker, next, ...watchers] = here as [RealPlace, RealPlace, ...RealPlace[]];
    await speaker.showCamera();
    await speaker.openMicrophone();
    // The next one is connected ahead: the picture is sent to the server, and nobody is sent it yet.
    await next.showCamera();
    await Promise.all(watchers.map((place) => place.nextFrame(first)));
    await delay(3_000);
    const sample = watchers.filter((_, index) => index % Math.ceil(watchers.length / SAMPLED) === 0);
    const { fps, cores, memory } = await watch(bench, sample, [first]);
    // The word moves on: what is measured is from the act to the first frame of the new speaker at each place.
    const given = performance.now();
    const seen = sample.map(async (place) => (await place.nextFrame(second)) - given);
    shown.add(second);
    bench.plan.speaking = [second];
    bench.plan.waiting = [];
    await bench.keeper.look(ROOM);
    const ready = performance.now() - given;
    await next.openMicrophone();
    for (const place of watchers) place.show(second);
    const over = (await Promise.all(seen)).toSorted((a, b) => a - b);
    printTable(`One speaker, 640 × 360 at 15 fps, ${places} places`, [
      {
        sampled: sample.length,
        'least fps': fps[0] ?? 0,
        'median fps': quantile(fps, 0.5),
        'server cores': cores,
        'server MB': memory,
        'rights moved ms': ready,
        'hand-over median ms': quantile(over, 0.5),
        'hand-over worst ms': over.at(-1) ?? 0,
      },
    ]);
  } finally {
    await Promise.all(here.map((place) => place.leave()));
    await bench.stop();
  }
}

async function tiles(program: string): Promise<void> {
  const senders = Array.from({ length: SPEAKERS }, (_, index) => `tile-${index}`);
  const most = TILE_STEPS.at(-1) as number;
  const people = [...senders, ...Array.from({ length: most }, (_, index) => name(index))];
  const bench = await open(program, people, 'all');
  const here: RealPlace[] = [];
  const rows: Record<string, number>[] = [];
  try {
    for (const identity of senders) {
      const place = await enter(bench, identity, () => false);
      here.push(place);
      await place.showCamera(TILES);
    }
    const watchers: RealPlace[] = [];
    for (const count of TILE_STEPS) {
      while (watchers.length < count) {
        watchers.push(await enter(bench, name(watchers.length), (from) => from.startsWith('tile-')));
        here.push(watchers.at(-1) as RealPlace);
      }
      await delay(2_000);
      const { fps, cores, memory } = await watch(bench, watchers, senders);
      const median = quantile(fps, 0.5);
      rows.push({
        places: count,
        tiles: count * SPEAKERS,
        'least fps': fps[0] ?? 0,
        'median fps': median,
        'server cores': cores,
        'server MB': memory,
        'cores for 150 places': (cores / count) * 150,
      });
      if (median < TILES.fps * 0.9) break;
    }
    printTable('Four tiles a place, 320 × 180 at 10 fps', rows);
  } finally {
    await Promise.all(here.map((place) => place.leave()));
    await bench.stop();
  }
}

const program = await mediaProgram();
if (program !== null) {
  process.stdout.write(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before.\n`);
  await oneSpeaker(program);
  await tiles(program);
  await dispose();
}
process.exit(0);
