import { expect, test } from 'vitest';
import type { Agency } from '../../contract.ts';
import { historyOf } from './history.ts';

const ref = (name: string) => ({ id: `id of ${name}`, name, shortName: name });
const period = (from: string | null, to: string | null = null) => ({ from, to });
const agency = (parts: Partial<Agency>) =>
  ({ period: period(null), names: [], parents: [], links: [], ...parts }) as unknown as Agency;

test('an agency from before our records without changes has no history', () => {
  const first = { name: 'Sở Tài chính', shortName: 'STC', period: period(null) };
  const parent = { agency: ref('UBND tỉnh'), period: period(null) };
  expect(historyOf(agency({ names: [first], parents: [parent] }))).toEqual([]);
});

test('the name and parent of the first day belong to the founding, later ones are happenings, newest first', () => {
  const history = historyOf(
    agency({
      period: period('2025-07-01', '2026-07-01'),
      names: [
        { name: 'Xã Vạn Ninh', shortName: 'Vạn Ninh', period: period('2025-07-01', '2026-01-01') },
        { name: 'Phường Vạn Ninh', shortName: 'Vạn Ninh', period: period('2026-01-01') },
      ],
      parents: [{ agency: ref('UBND tỉnh'), period: period('2025-07-01') }],
      links: [
        {
          direction: 'from',
          agency: ref('Xã Vạn Phú'),
          kind: 'merge',
          day: '2025-07-01',
          legalBasis: '',
          guessed: false,
        },
      ],
    }),
  );
  expect(history.map(({ at, what }) => `${at} ${what}`)).toEqual([
    '2026-07-01 ended',
    '2026-01-01 named',
    '2025-07-01 founded',
    '2025-07-01 linked',
  ]);
});
