import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dispose } from '@livekit/rtc-node';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { hookHandler, openHookDoor } from '#modules/meetings/server/media/livekit/hooks.ts';
import { openLiveKit } from '#modules/meetings/server/media/livekit/livekit-port.ts';
import { type MediaServer, startMediaServer } from '#modules/meetings/server/media/livekit/media-server.ts';
import type { MediaHint, Source } from '#modules/meetings/server/media/media-port.ts';
import { isAlive } from '#platform/server/process/process-identity.ts';
import { atEnd } from '../support/at-end.ts';
import { mediaProgram } from '../support/media-program.ts';
import { enterRoom, type RealPlace } from './real-place.ts';

/* The real media server behind our port, with real clients. Left out, with a word, where it cannot be had. */

const program = await mediaProgram();
const ROOM = 'phien';
const keys = { key: 'nhipcau', secret: 'a secret of the test, long enough for anybody' };

afterAll(async () => await dispose());

interface Opened {
  server: MediaServer;
  port: ReturnType<typeof openLiveKit>;
  hints: MediaHint[];
  states: string[];
  dataDir: string;
  enter(identity: string, ...may: Source[]): Promise<RealPlace>;
}

async function open(dataDir = mkdtempSync(join(tmpdir(), 'nhipcau-media-'))): Promise<Opened> {
  const hints: MediaHint[] = [];
  const states: string[] = [];
  const door = await openHookDoor(hookHandler(keys, (hint) => hints.push(hint)));
  const server = await startMediaServer({
    program: program as string,
    dataDir,
    log: pino({ level: 'silent' }),
    signal: new AbortController().signal,
    tcpPort: 27_881,
    udpPorts: { first: 27_882, last: 27_885 },
    address: '127.0.0.1',
    onlyHere: true,
    keys,
    hookUrl: door.url,
    onState: (state) => states.push(state),
  });
  atEnd(async () => {
    await server.stop();
    await door.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const port = openLiveKit(server.url, keys);
  const enter = async (identity: string, ...may: Source[]) => {
    const entrance = { room: ROOM, identity, name: identity, may: new Set(may), hidden: identity.startsWith('watch:') };
    const place = await enterRoom(server.url, await port.issuePass(entrance));
    atEnd(() => place.leave());
    return place;
  };
  return { server, port, hints, states, dataDir, enter };
}

test.skipIf(program === null)('the right to send is given and taken on the server', async () => {
  const { port, hints, enter } = await open();
  const [speaker, wall] = [await enter('speaker', 'camera'), await enter('watch:wall')];
  await speaker.showCamera();
  await wall.nextFrame('speaker');
  const seen = async () => (await port.listPeople(ROOM)).find(({ identity }) => identity === 'speaker');
  expect(await seen()).toMatchObject({ may: new Set(['camera']), sends: new Set(['camera']) });
  expect(await port.setRights(ROOM, 'speaker', new Set(['camera', 'microphone']))).toBe(true);
  await speaker.openMicrophone();
  await expect.poll(async () => (await seen())?.sends).toEqual(new Set(['camera', 'microphone']));
  expect(await port.mute(ROOM, 'speaker', 'microphone')).toBe(true);
  expect((await seen())?.sends).toEqual(new Set(['camera']));
  await port.setRights(ROOM, 'speaker', new Set());
  await expect.poll(async () => (await seen())?.sends, { timeout: 5_000 }).toEqual(new Set());
  await delay(500);
  const after = wall.frames.get('speaker');
  await delay(500);
  expect(wall.frames.get('speaker')).toBe(after);
  // The wall is hidden, and may send nothing whatever it tries.
  expect([...speaker.room.remoteParticipants.keys()]).toEqual([]);
  expect((await port.listPeople(ROOM)).find(({ identity }) => identity === 'watch:wall')?.may.size).toBe(0);
  await expect.poll(() => hints.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['joined', 'changed']));
});

test.skipIf(program === null)('who is put out goes; nobody and nothing there is no error', async () => {
  const { port, hints, enter } = await open();
  await enter('guest', 'camera');
  expect(await port.remove(ROOM, 'guest')).toBe(true);
  await expect.poll(async () => await port.listPeople(ROOM)).toEqual([]);
  await expect.poll(() => hints.some(({ kind, identity }) => kind === 'left' && identity === 'guest')).toBe(true);
  expect(await port.setRights(ROOM, 'nobody', new Set())).toBe(false);
  expect(await port.remove(ROOM, 'nobody')).toBe(false);
  expect(await port.mute(ROOM, 'nobody', 'camera')).toBe(false);
  expect(await port.listPeople('another room')).toEqual([]);
  await port.closeRoom('another room');
});

test.skipIf(program === null)(
  'a killed media server is started again, and its people come back by themselves',
  async () => {
    const { server, port, states, enter } = await open();
    const [speaker, wall] = [await enter('speaker', 'camera'), await enter('watch:wall')];
    await speaker.showCamera();
    await wall.nextFrame('speaker');
    process.kill(server.pid() as number, 'SIGKILL');
    await expect.poll(() => states, { timeout: 20_000 }).toEqual(['restarting', 'ready']);
    await expect.poll(async () => (await port.listPeople(ROOM)).length, { timeout: 30_000 }).toBe(2);
  },
);

test.skipIf(program === null)(
  'it ends at once with people in it, and one that was left over ends with the next',
  async () => {
    const first = await open();
    await first.enter('guest');
    const pid = first.server.pid() as number;
    const noted = JSON.parse(readFileSync(join(first.dataDir, 'media-server.json'), 'utf8')) as { pid: number };
    expect(noted.pid).toBe(pid);
    // A second holder of the same data folder stands for a node that was killed and started again.
    const second = await open(first.dataDir);
    expect(isAlive(pid)).toBe(false);
    await second.enter('guest');
    const begun = performance.now();
    await second.server.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
  },
);
