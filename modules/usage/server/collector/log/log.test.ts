import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { until } from '../testing.ts';
import { type AppendLog, type LogRefusal, openAppendLog } from './append-log.ts';
import { findBlock, makeBlock, readBlock } from './block.ts';
import { type Shipper, sitesOf, startShipper } from './shipper.ts';

const log = pino({ level: 'silent' });

/** A store that keeps each token once, as the real one does, and fails when told to. */
function fakeStore() {
  const batches = new Map<string, string>();
  const tokens: string[] = [];
  const store = {
    batches,
    tokens,
    fail: null as 'before' | 'after' | null,
    async insertTsv(_table: string, columns: readonly string[], lines: Buffer, token: string) {
      expect(columns).toEqual(['site', 'path']);
      tokens.push(token);
      if (store.fail === 'before') throw new Error('the store is away');
      expect(batches.get(token) ?? lines.toString()).toBe(lines.toString());
      batches.set(token, lines.toString());
      if (store.fail === 'after') throw new Error('the answer of the store was lost');
    },
    lines: () => [...batches.values()].join('').split('\n').filter(Boolean),
  };
  return store;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(
  folder: string,
  store: ReturnType<typeof fakeStore>,
  maxBytes = 64 * 1024 * 1024,
): Promise<{ appendLog: AppendLog; shipper: Shipper }> {
  const appendLog: AppendLog = await openAppendLog({
    folder,
    sync: false,
    maxBytes,
    log,
    columns: ['site', 'path'],
    onWritten: (rows) => shipper.notice(rows),
  });
  const shipper: Shipper = startShipper({
    appendLog,
    clickhouse: store as unknown as ClickHouse,
    table: 'hit',
    sync: false,
    log,
    now: Date.now,
    onStored: () => {},
  });
  return { appendLog, shipper };
}

const append = (appendLog: AppendLog, lines: string) =>
  new Promise<LogRefusal | null>((resolve) => appendLog.append(lines, lines.split('\n').length - 1, resolve));

test('a block comes back whole, and any change of a byte or a missing end is seen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), fc.nat(), (text, rows, seed) => {
      const block = makeBlock(text, rows % 10_000);
      expect(readBlock(block, 0)).toMatchObject({ end: block.length, rows: rows % 10_000 });
      expect(readBlock(block, 0)?.payload.toString()).toBe(Buffer.from(text).toString());
      expect(readBlock(block.subarray(0, seed % block.length), 0)).toBeUndefined();
      const at = seed % block.length;
      const changed = Buffer.from(block);
      changed[at] = (changed[at] as number) ^ 0x5a;
      expect(readBlock(changed, 0)).toBeUndefined();
    }),
  );
});

test('behind damage the next whole block is found', () => {
  const buffer = Buffer.concat([Buffer.from('NHC1 rubbish'), makeBlock('1\ta\n', 1)]);
  expect(findBlock(buffer, 0)).toBe(12);
  expect(findBlock(buffer, 13)).toBeUndefined();
});

test('lines arrive once and in order; then the log is empty', async () => {
  const folder = temporaryFolder();
  const store = fakeStore();
  const { appendLog, shipper } = await open(folder, store);
  const lines = Array.from({ length: 500 }, (_, index) => `${index % 3}\t/${index}\n`);
  expect(await Promise.all(lines.map((line) => append(appendLog, line)))).toEqual(lines.map(() => null));
  await until('all is sent', () => shipper.waitingRows() === 0);
  expect(store.lines()).toEqual(lines.map((line) => line.trimEnd()));
  await appendLog.close();
  await shipper.stop(1_000);
  expect(readdirSync(folder)).toEqual([]);
});

test('while the store is away hits wait; a batch whose answer was lost is sent again the same', async () => {
  const store = fakeStore();
  const { appendLog, shipper } = await open(temporaryFolder(), store);
  store.fail = 'before';
  await append(appendLog, '1\t/a\n');
  await until('the failure is seen', () => shipper.lastError() !== null);
  expect(shipper.waitingRows()).toBe(1);
  store.fail = 'after';
  await append(appendLog, '1\t/b\n');
  await until('it was stored without an answer', () => store.batches.size === 1);
  store.fail = null;
  await until('all is sent', () => shipper.waitingRows() === 0);
  expect(store.lines()).toEqual(['1\t/a', '1\t/b']);
  expect(shipper.lastError()).toBeNull();
  expect(new Set(store.tokens).size).toBe(2);
  await appendLog.close();
  await shipper.stop(1_000);
});

test('an earlier run left a torn end and a batch without answer: both are right after the next start', async () => {
  const folder = temporaryFolder();
  const store = fakeStore();
  const first = await open(folder, store);
  store.fail = 'after';
  await append(first.appendLog, '7\t/a\n7\t/b\n');
  await until('the batch is in the store', () => store.batches.size === 1);
  await append(first.appendLog, '7\t/c\n');
  await first.appendLog.close();
  await first.shipper.stop(1_000);
  const segment = readdirSync(folder).find((name) => name.endsWith('.log')) as string;
  appendFileSync(join(folder, segment), makeBlock('7\t/never-answered\n', 1).subarray(0, 20));
  writeFileSync(join(folder, 'orphan.batches'), '');

  store.fail = null;
  const second = await open(folder, store);
  await until('the log is empty', () => second.appendLog.segments().length === 0);
  expect(store.lines()).toEqual(['7\t/a', '7\t/b', '7\t/c']);
  expect(readdirSync(folder)).toEqual([]);
  await second.appendLog.close();
  await second.shipper.stop(1_000);
});

test('a full log refuses instead of lying, and takes hits again once it is emptied', async () => {
  const store = fakeStore();
  store.fail = 'before';
  const { appendLog, shipper } = await open(temporaryFolder(), store, 4_000);
  const line = `1\t/${'x'.repeat(300)}\n`;
  let answered = 0;
  while ((await append(appendLog, line)) === null) answered++;
  expect(appendLog.refusal()).toBe('log_full');
  store.fail = null;
  await until('all is sent', () => shipper.waitingRows() === 0);
  expect(store.lines()).toHaveLength(answered);
  await until('there is room', () => appendLog.refusal() === null);
  expect(await append(appendLog, line)).toBeNull();
  await appendLog.close();
  expect(await append(appendLog, line)).toBe('stopping');
  await shipper.stop(1_000);
  expect(store.lines()).toHaveLength(answered + 1);
});

test('a disk that is nearly full takes no hits; when there is room again, it does', async () => {
  let free = 0;
  const appendLog = await openAppendLog({
    folder: temporaryFolder(),
    sync: false,
    maxBytes: 1e6,
    log,
    columns: ['site', 'path'],
    onWritten: () => {},
    freeBytes: async () => free,
  });
  expect(await append(appendLog, '1\t/a\n')).toBe('disk_full');
  free = 1e12;
  await until('the disk was looked at', () => appendLog.refusal() === null);
  expect(await append(appendLog, '1\t/a\n')).toBeNull();
  await appendLog.close();
});

test('the sites of a batch are read from its first column', () => {
  expect([...sitesOf(Buffer.from('12\t/a\n7\t/b\n12\t/c\n'))]).toEqual([12, 7]);
});
