import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PIECE_BYTES, type Piece, packArchive, piecesOf, thingOf, unpackArchive } from './archive.ts';

const PASSPHRASE = 'mười hai con giáp đi qua cầu';
const pieces: Piece[] = [
  { name: 'manifest.json', content: Buffer.from('{"format":1}') },
  { name: 'database/directory.person/000001.copy', content: Buffer.from('Nguyễn Thị Hạnh\t\\N\n'.repeat(5_000)) },
  { name: 'files/documents/2026/0199aaaa-0000-7000-8000-000000000001/000001', content: Buffer.alloc(0) },
  { name: 'files/documents/2026/0199aaaa-0000-7000-8000-000000000002/000001', content: randomBytes(100_000) },
];

async function* from(list: readonly Piece[]) {
  yield* list;
}
async function collect(archive: Readable, key?: string): Promise<Piece[]> {
  const found: Piece[] = [];
  for await (const piece of unpackArchive(archive, key)) found.push(piece);
  return found;
}
const packed = async (key?: string) => await buffer(packArchive(from(pieces), key));

test('what is packed comes back, open or sealed by a passphrase or a pair of keys', async () => {
  expect(await collect(Readable.from([await packed()], { objectMode: false }))).toEqual(pieces);
  expect(await collect(Readable.from([await packed(PASSPHRASE)]), PASSPHRASE)).toEqual(pieces);
  const secret = await generateX25519Identity();
  const sealed = await packed(await identityToRecipient(secret));
  expect(sealed.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect(await collect(Readable.from([sealed]), secret)).toEqual(pieces);
});

test('a wrong key, no key and the key that only seals are told apart from damage', async () => {
  const sealed = await packed(PASSPHRASE);
  await expect(collect(Readable.from([sealed]), 'một khóa khác hẳn')).rejects.toThrow('does not open with this');
  await expect(collect(Readable.from([sealed]))).rejects.toThrow('sealed by a key');
  const recipient = await identityToRecipient(await generateX25519Identity());
  await expect(collect(Readable.from([sealed]), recipient)).rejects.toThrow('the one that opens');
});

test('an archive that is cut off or changed anywhere is refused', async () => {
  const whole = await packed();
  for (const part of [0, 0.01, 0.5, 0.95]) {
    const cut = whole.subarray(0, Math.floor(whole.length * part));
    await expect(collect(Readable.from([cut], { objectMode: false })), String(part)).rejects.toThrow(/backup/);
  }
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (at) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 0xff;
      const found = await collect(Readable.from([changed], { objectMode: false })).catch((error: Error) => error);
      // A byte of tar that says nothing about content (an owner, a time) may change; content may not.
      if (!(found instanceof Error)) expect(found).toEqual(pieces);
    }),
    { numRuns: 40 },
  );
});

test('the error of whoever makes the pieces comes out of the archive', async () => {
  async function* failing() {
    yield pieces[0] as Piece;
    throw new Error('the database went away');
  }
  await expect(buffer(packArchive(failing(), undefined))).rejects.toThrow('the database went away');
  await expect(buffer(packArchive(failing(), PASSPHRASE))).rejects.toThrow('the database went away');
});

test('long things are cut behind lines, and put together again they are what they were', async () => {
  const lines = Buffer.from(Array.from({ length: 400_000 }, (_, n) => `dòng thứ ${n}\n`).join(''));
  const chunks = Array.from({ length: 100 }, (_, n) =>
    lines.subarray(Math.floor((lines.length * n) / 100), Math.floor((lines.length * (n + 1)) / 100)),
  );
  const found: Piece[] = [];
  for await (const piece of piecesOf('hits/hit', '.tsv', Readable.from(chunks), true)) found.push(piece);
  expect(found.length).toBeGreaterThan(1);
  expect(found.every(({ content }) => content.at(-1) === 10 && content.length < 2 * PIECE_BYTES)).toBe(true);
  expect(Buffer.concat(found.map(({ content }) => content)).equals(lines)).toBe(true);
  expect(found.map(thingOf)).toEqual(found.map(() => 'hits/hit'));
  expect(found[1]?.name).toBe('hits/hit/000002.tsv');
});
