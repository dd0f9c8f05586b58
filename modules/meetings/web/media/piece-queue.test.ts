import { expect, test } from 'vitest';
import { openPieceQueue } from './piece-queue.ts';

const piece = (text: string) => new Blob([text]);
const pause = async () => {};

test('pieces arrive once, in order, whatever the line does', async () => {
  const arrived: string[] = [];
  let tries = 0;
  const queue = openPieceQueue(
    async (blob, number) => {
      if (++tries % 3 !== 0) throw new Error('away');
      arrived.push(`${number} ${await blob.text()}`);
    },
    { pause },
  );
  for (const text of ['a', 'b', '', 'c']) queue.add(piece(text));
  await queue.empty();
  expect(arrived).toEqual(['0 a', '1 b', '2 c']);
  expect(queue.waiting()).toBe(0);
  queue.add(piece('d'));
  await queue.empty();
  expect(arrived.at(-1)).toBe('3 d');
});

test('an answer that is final ends it', async () => {
  let tries = 0;
  const queue = openPieceQueue(
    async () => {
      tries++;
      throw new Error('ended');
    },
    { pause, isFinal: () => true },
  );
  queue.add(piece('a'));
  await queue.empty();
  queue.add(piece('b'));
  await queue.empty();
  expect(tries).toBe(1);
});
