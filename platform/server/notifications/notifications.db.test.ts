import { expect, test } from 'vitest';
import type { PersonActor } from '../auth/actor.ts';
import { core } from '../core.ts';
import { transact } from '../database/transact.ts';
import type { LiveEvent } from '../events/events.ts';
import { type TestPlatform, testPerson, testPlatform } from '../testing/test-platform.ts';
import { forgetNotificationsJob } from './forget-notifications.ts';
import { listNotifications } from './list-notifications.ts';
import { readNotifications } from './read-notifications.ts';

const NOON = new Date('2026-11-25T05:00:00Z');
const subject = { type: 'test.thing', id: '1' };

async function notify({ as }: TestPlatform, who: PersonActor, to: PersonActor[], name: string, fail = false) {
  await transact(as(who), async (tx) => {
    tx.audit({ action: 'test.thing.do', subject, before: null, after: { name } });
    const people = to.map(({ personId }) => personId);
    tx.notify({ to: people, kind: 'test.done', subject, text: 'test:done', values: { name }, link: '/things/1' });
    if (fail) throw new Error('undone');
  });
}

test('a notice reaches each person once, in their own list and on their own line, and stands or falls with its act', async () => {
  const node = await testPlatform({ now: () => NOON });
  const [actor, anh, minh] = [testPerson({}), testPerson({}), testPerson({})];
  const heard: string[] = [];
  const event = new Promise<LiveEvent>((resolve) => {
    node.platform.events.listen((one) => {
      heard.push(one.topic);
      if (one.topic === `platform.notifications:${anh.personId}`) resolve(one);
    });
  });
  await expect(notify(node, actor, [anh], 'undone', true)).rejects.toThrow('undone');
  // Who acts is not told of it.
  await notify(node, actor, [anh, anh, actor], 'Cổng tỉnh');
  expect(await event).toMatchObject({ payload: {} });
  expect(heard).toEqual([`platform.notifications:${anh.personId}`]);
  const page = await listNotifications(node.as(anh), { limit: 10 });
  expect(page).toMatchObject({ unread: 1, next: null, topic: `platform.notifications:${anh.personId}` });
  expect(page.rows).toMatchObject([
    { text: 'test:done', values: { name: 'Cổng tỉnh' }, link: '/things/1', at: NOON.toISOString(), read: false },
  ]);
  expect((await listNotifications(node.as(minh), { limit: 10 })).rows).toEqual([]);
  expect((await listNotifications(node.as(actor), { limit: 10 })).rows).toEqual([]);

  // Nobody marks what is another's.
  const id = page.rows[0]?.id ?? '';
  await expect(readNotifications(node.as(minh), id)).rejects.toMatchObject({ code: 'platform.notification_not_found' });
  await readNotifications(node.as(minh), null);
  expect((await listNotifications(node.as(anh), { limit: 10 })).unread).toBe(1);
  expect(await readNotifications(node.as(anh), id)).toEqual({ unread: 0 });
  expect((await listNotifications(node.as(anh), { limit: 10 })).rows).toMatchObject([{ id, read: true }]);
  await expect(listNotifications(node.as(), { limit: 10 })).rejects.toMatchObject({ code: 'platform.not_signed_in' });
});

test('pages follow one another, newest first; old ones are forgotten', async () => {
  let now = NOON;
  const node = await testPlatform({ now: () => now });
  const reader = testPerson({});
  for (const name of ['1', '2', '3']) await notify(node, testPerson({}), [reader], name);
  const first = await listNotifications(node.as(reader), { limit: 2 });
  const second = await listNotifications(node.as(reader), { limit: 2, cursor: first.next ?? undefined });
  expect([...first.rows, ...second.rows].map(({ values }) => values['name'])).toEqual(['3', '2', '1']);
  expect(second).toMatchObject({ next: null, unread: 3 });
  await readNotifications(node.as(reader), null);
  expect((await listNotifications(node.as(reader), { limit: 2 })).unread).toBe(0);
  now = new Date(NOON.getTime() + 181 * 86_400_000);
  await forgetNotificationsJob.run(node.as(), {});
  expect((await listNotifications(node.as(reader), { limit: 2 })).rows).toEqual([]);
});

test('a person hears of their own notifications and of nobody else’s', async () => {
  const node = await testPlatform();
  const [own, other] = [testPerson({}), testPerson({})];
  const mayHear = (who: PersonActor) => core.mayHear?.(node.as(who), `platform.notifications:${own.personId}`);
  expect([await mayHear(own), await mayHear(other)]).toEqual([true, false]);
});
