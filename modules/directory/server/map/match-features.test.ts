import { expect, test } from 'vitest';
import { matchFeatures } from './match-features.ts';

const feature = (properties: Record<string, unknown> | null) => ({
  type: 'Feature' as const,
  properties,
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [109, 12] as [number, number],
        [110, 12] as [number, number],
        [110, 13] as [number, number],
        [109, 12] as [number, number],
      ],
    ],
  },
});
const agencies = new Map([
  ['22333', 'bac'],
  ['00001', 'first'],
]);

test('the property of most codes is taken, numbers get their zeros back, parts of one agency stay together', () => {
  const features = [
    feature({ id: 22333, ten: 'Bắc Nha Trang', ma: '22333' }),
    feature({ id: 7, ten: 'Bắc Nha Trang, đảo', ma: ' 22333 ' }),
    feature({ id: 8, ten: 'Đầu', ma: 1 }),
    feature({ id: 9, ten: 'Xã lạ', ma: '99999' }),
    feature(null),
  ];
  const { property, byAgency, unmatched } = matchFeatures(features, agencies);
  expect(property).toBe('ma');
  expect([...byAgency].map(([id, all]) => [id, all.length])).toEqual([
    ['bac', 2],
    ['first', 1],
  ]);
  expect(unmatched).toEqual(['9 · Xã lạ · 99999', '—']);
});

test('a file without codes matches nothing', () => {
  expect(matchFeatures([feature({ ten: 'Xã' })], agencies)).toMatchObject({ property: null, unmatched: ['Xã'] });
});
