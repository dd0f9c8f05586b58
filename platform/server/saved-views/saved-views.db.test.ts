import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPerson, testPlatform } from '../testing/test-platform.ts';
import { listSavedViews } from './list-saved-views.ts';
import { removeSavedView } from './remove-saved-view.ts';
import { saveView } from './save-view.ts';

let node: TestPlatform;
beforeAll(async () => {
  node = await testPlatform();
});
afterAll(() => node.close());

test('a view is kept per person and screen, and written over by its name', async () => {
  const [mine, theirs] = [node.as(testPerson({})), node.as(testPerson({}))];
  await saveView(mine, { screen: '/people', name: 'Sở Y tế', filters: { q: 'an' } });
  await saveView(mine, { screen: '/people', name: 'An', filters: { q: 'an', sort: '-name' } });
  await saveView(mine, { screen: '/people', name: 'Sở Y tế', filters: { q: 'y te' } });
  const { rows } = await listSavedViews(mine, '/people');
  expect(rows.map(({ name, filters }) => [name, filters])).toEqual([
    ['An', { q: 'an', sort: '-name' }],
    ['Sở Y tế', { q: 'y te' }],
  ]);
  expect((await listSavedViews(mine, '/sites')).rows).toEqual([]);
  expect((await listSavedViews(theirs, '/people')).rows).toEqual([]);
  const id = rows[0]?.id ?? '';
  await expect(removeSavedView(theirs, id)).rejects.toMatchObject({ code: 'platform.view_not_found' });
  expect(await removeSavedView(mine, id)).toBe('/people');
  expect((await listSavedViews(mine, '/people')).rows).toMatchObject([{ name: 'Sở Y tế' }]);
});

test('fifty views of a screen are enough; one of them may still be changed', async () => {
  const mine = node.as(testPerson({}));
  const save = (name: string) => saveView(mine, { screen: '/sites', name, filters: {} });
  for (let number = 1; number <= 50; number++) await save(`Bộ lọc ${number}`);
  await expect(save('Thêm nữa')).rejects.toMatchObject({ code: 'platform.too_many_views' });
  await save('Bộ lọc 7');
  expect((await listSavedViews(mine, '/sites')).rows).toHaveLength(50);
});
