import { expect, test, vi } from 'vitest';
import { transact } from '../database/transact.ts';
import { type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { type LiveStates, openStates } from './live-states.ts';

const change = (t: TestPlatform, topic = 'test.thing') =>
  transact(t.as(), async (tx) => {
    tx.emit({ topic });
    tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: '1' }, before: null, after: Math.random() });
  });

/** The data of an event. */
const dataOf = (event: Buffer): string => /data: (.*)\n\n$/.exec(String(event))?.[1] ?? '';

/** A state that counts how often it was asked for; it can be held up, and can fail. */
function counted() {
  const held = { asked: 0, door: Promise.resolve(), fails: false };
  const states: LiveStates = {
    audience: async () => 'all',
    async state(_platform, topic, audience) {
      held.asked++;
      const n = held.asked;
      await held.door;
      if (held.fails) throw new Error('the database is away');
      return { topic, audience, n };
    },
  };
  return { held, states };
}

test('one state serves all who listen, at the beginning and after a change', async () => {
  const t = await testPlatform();
  const channels = openStates(t.platform);
  const { held, states } = counted();
  const heard: string[][] = Array.from({ length: 100 }, () => []);
  const leave = heard.map((list) => channels.join('test.thing', 'all', states, (event) => list.push(dataOf(event))));
  await vi.waitFor(() => expect(heard.every((list) => list.length === 1)).toBe(true));
  await change(t);
  await vi.waitFor(() => expect(heard.every((list) => list.length === 2)).toBe(true));
  expect(held.asked).toBe(2);
  const late: string[] = [];
  channels.join('test.thing', 'all', states, (event) => late.push(dataOf(event)))();
  expect(late.map((data) => JSON.parse(data).state.n)).toEqual([2]);
  for (const one of leave) one();
  await change(t);
  await change(t, 'test.other');
  expect(held.asked).toBe(2);
});

test('a burst of changes while a state is worked out costs one more, and the last is what is told', async () => {
  const t = await testPlatform();
  const channels = openStates(t.platform);
  const { held, states } = counted();
  let open: () => void = () => {};
  held.door = new Promise((resolve) => {
    open = resolve;
  });
  const heard: string[] = [];
  const events: string[] = [];
  t.platform.events.listen(({ topic }) => events.push(topic));
  channels.join('test.thing', 'all', states, (event) => heard.push(dataOf(event)));
  for (let n = 0; n < 5; n++) await change(t);
  await vi.waitFor(() => expect(events).toHaveLength(5));
  open();
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect([held.asked, JSON.parse(heard[1] as string).state.n]).toEqual([2, 2]);
});

test('each audience has its own; one that fails is worked out again', async () => {
  const t = await testPlatform();
  const channels = openStates(t.platform);
  const { held, states } = counted();
  held.fails = true;
  const heard: string[] = [];
  channels.join('test.thing', 'office', states, (event) => heard.push(JSON.parse(dataOf(event)).state.audience));
  channels.join('test.thing', 'all', states, (event) => heard.push(JSON.parse(dataOf(event)).state.audience));
  await vi.waitFor(() => expect(held.asked).toBe(2));
  held.fails = false;
  await vi.waitFor(() => expect(heard.toSorted()).toEqual(['all', 'office']), { timeout: 5_000 });
});
