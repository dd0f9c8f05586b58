import { expect, test } from 'vitest';
import type { WebModule } from '../../module.ts';
import { matchScreens, screensOf } from './screens.ts';

const directory = {
  name: 'directory',
  wheel: { label: 'nav.wheel' },
  nav: [
    { path: '/agencies', label: 'Cơ quan', permission: 'directory.agency.read' },
    { path: '/people', label: 'Con người', permission: 'directory.person.read' },
    { path: '/calendar', label: 'Lịch làm việc' },
  ],
} as unknown as WebModule;

test('the screens that one may open, found without accents, the better fit first', () => {
  const screens = screensOf([directory], new Set(['directory.person.read']), (_, key) => key);
  expect(screens.map(({ path }) => path)).toEqual(['/people', '/calendar', '/', '/help', '/api-docs', '/kit']);
  expect(matchScreens(screens, 'lich').map(({ path }) => path)).toEqual(['/calendar']);
  expect(matchScreens(screens, 'nguoi con').map(({ path }) => path)).toEqual(['/people']);
  expect(matchScreens(screens, 'co quan')).toEqual([]);
  expect(matchScreens(screens, '')).toHaveLength(6);
});
