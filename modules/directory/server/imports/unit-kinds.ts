import type { AgencyKind, AgencyLevel } from '../../contract.ts';
import { fold } from '../names/fold.ts';

/** First words of a kind or a name, folded, longest first. `thanh pho` is a district until 01/07/2025, else a province of its own. */
const WORDS: readonly (readonly [string, AgencyKind])[] = [
  ['uy ban nhan dan tinh', 'province'],
  ['uy ban nhan dan huyen', 'district'],
  ['uy ban nhan dan xa', 'commune'],
  ['uy ban nhan dan phuong', 'ward'],
  ['dac khu', 'special_zone'],
  ['thi tran', 'township'],
  ['thanh pho', 'district'],
  ['trung tam', 'centre'],
  ['thi xa', 'district'],
  ['phuong', 'ward'],
  ['huyen', 'district'],
  ['quan', 'district'],
  ['tinh', 'province'],
  ['phong', 'division'],
  ['xa', 'commune'],
  ['bo', 'ministry'],
  ['so', 'department'],
  ['ban', 'department'],
  ['van phong', 'department'],
  ['thanh tra', 'department'],
];

const KINDS: readonly AgencyKind[] = [
  'ministry',
  'province',
  'department',
  'centre',
  'division',
  'district',
  'commune',
  'ward',
  'township',
  'special_zone',
];

/** What a unit is: as its kind says, else as its name begins. Null when neither tells. */
export function kindOfUnit(kind: string | undefined, name: string): AgencyKind | null {
  const given = KINDS.find((one) => one === kind);
  return given ?? (kind === undefined ? null : byFirstWords(kind)) ?? byFirstWords(name);
}

function byFirstWords(text: string): AgencyKind | null {
  const folded = `${fold(text)} `;
  return WORDS.find(([words]) => folded.startsWith(`${words} `))?.[1] ?? null;
}

/** The level at which such a unit stands; departments and divisions stand at that of their parent. */
export function levelOf(kind: AgencyKind, parent: AgencyLevel): AgencyLevel {
  switch (kind) {
    case 'ministry':
      return 'central';
    case 'province':
      return 'province';
    case 'district':
      return 'district';
    case 'commune':
    case 'ward':
    case 'township':
    case 'special_zone':
      return 'commune';
    default:
      return parent;
  }
}
