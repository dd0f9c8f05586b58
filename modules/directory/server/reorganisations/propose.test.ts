import { expect, test } from 'vitest';
import { bareName, proposeHeirs } from './propose.ts';

const old = (moveId: string, name: string, statisticsCode: string, parentId = 'district', rootId = 'province') => ({
  moveId,
  name,
  level: 'commune',
  statisticsCode,
  parentId,
  rootId,
});
const heir = (id: string, name: string, statisticsCode: string) => ({ id, name, level: 'commune', statisticsCode });

test('a name is compared without its kind, its accents and the way an accent stands', () => {
  for (const name of ['Phường Ninh Hoà', 'Xã Ninh Hòa', 'Ủy ban nhân dân xã Ninh Hòa', 'UBND phường NINH HÒA']) {
    expect(bareName(name)).toBe('ninh hoa');
  }
  expect(bareName('Xã Xã Lát')).toBe('xa lat');
});

test('name and code together come before either alone, and the nearest code comes last', () => {
  const units = [
    old('same', 'Xã Diên Thọ', '22672'),
    old('code', 'Xã Xuân Đồng', '22660'),
    old('name', 'Xã Diên Lâm', '22663'),
    old('near', 'Xã Diên Sơn', '22666'),
  ];
  const heirs = [heir('tho', 'Xã Diên Thọ', '22672'), heir('lam', 'Xã Diên Lâm', '22660')];
  const first = proposeHeirs(units, heirs).map(({ moveId, candidates: [best] }) => [moveId, best?.toId, best?.guess]);
  expect(first).toEqual([
    ['same', 'tho', 'name_code'],
    ['code', 'lam', 'code'],
    ['name', 'lam', 'name'],
    ['near', 'tho', 'near'],
  ]);
});

test('the same name in another province is no sign, nor one of another level', () => {
  const units = [
    old('ninh-son-hoa', 'Xã Ninh Sơn', '22555', 'ninh-hoa', 'khanh-hoa'),
    old('tan-son', 'Thị trấn Tân Sơn', '22810', 'ninh-son', 'ninh-thuan'),
    { ...old('district', 'Huyện Ninh Sơn', '585', 'ninh-thuan', 'ninh-thuan'), level: 'district' },
  ];
  const proposals = proposeHeirs(units, [heir('ninh-son', 'Xã Ninh Sơn', '22810')]);
  expect(proposals.map(({ candidates }) => candidates)).toEqual([[], [{ toId: 'ninh-son', guess: 'code' }], []]);
});
