import { expect, test } from 'vitest';
import { folders } from '../reports/matomo/pages.ts';
import { languageLabel } from '../reports/matomo/visit-tables.ts';
import { type ReportRow, type Shaping, shaped, subtableId } from './rows.ts';

const ALL: Shaping = {
  flat: false,
  expanded: false,
  subtable: null,
  sortColumn: null,
  descending: true,
  limit: -1,
  offset: 0,
};
const page = (label: string, hits: number): ReportRow => ({ label, figures: { nb_visits: hits, nb_hits: hits } });
const tree = folders([
  page('/', 9),
  page('/tin-tuc/a.htm?x=1', 5),
  page('/tin-tuc/', 3),
  page('/tin-tuc/2026/b%20c', 1),
  page('', 1),
]);
const labels = (more: Partial<Shaping>) =>
  shaped(tree, { ...ALL, ...more }, 'nb_hits', '').map((row) => [row['label'], row['nb_hits']]);

test('pages stand in folders, whose figures are the sums of their pages', () => {
  expect(labels({})).toEqual(
    [
      ['/index', 10 - 1],
      ['tin-tuc', 9],
      ['/index', 1],
    ].toSorted((a, b) => Number(b[1]) - Number(a[1])),
  );
  expect(labels({ flat: true })).toEqual([
    ['/index', 9],
    ['/tin-tuc/a.htm?x=1', 5],
    ['/tin-tuc/index', 3],
    ['/index', 1],
    ['/tin-tuc/2026/b c', 1],
  ]);
});

test('a folder is opened by its number, or whole by expanded', () => {
  const [, folder] = shaped(tree, ALL, 'nb_hits', '');
  expect(folder).toMatchObject({ label: 'tin-tuc', idsubdatatable: subtableId('/tin-tuc') });
  expect(labels({ subtable: subtableId('/tin-tuc') })).toEqual([
    ['/a.htm?x=1', 5],
    ['/index', 3],
    ['2026', 1],
  ]);
  expect(labels({ subtable: subtableId('/tin-tuc/2026') })).toEqual([['/b c', 1]]);
  expect(labels({ subtable: 1 })).toEqual([]);
  const expanded = shaped(tree, { ...ALL, expanded: true }, 'nb_hits', '')[1];
  expect(expanded?.['subtable']).toMatchObject([{ label: '/a.htm?x=1' }, { label: '/index' }, { subtable: [{}] }]);
});

test('sorting, limit and offset', () => {
  expect(labels({ flat: true, sortColumn: 'label', descending: false, limit: 2, offset: 1 })).toEqual([
    ['/index', 1],
    ['/tin-tuc/2026/b c', 1],
  ]);
  expect(() => labels({ sortColumn: 'nb_nonsense' })).toThrow('filter_sort_column: the table has no column');
});

test('languages by their English names', () => {
  expect(languageLabel('fr')).toBe('French (fr)');
  expect(languageLabel('vi-vn')).toBe('Vietnamese - Vietnam (vi-vn)');
  expect(languageLabel('zh-hant-tw')).toBe('Chinese - Taiwan (zh-hant-tw)');
  expect(languageLabel('')).toBe('Unknown');
  expect(languageLabel('xx-1')).toBe('xx-1');
});
