import { directoryErrors } from '../../errors.ts';

/**
 * Mã định danh điện tử. QĐ 20/2020/QĐ-TTg: at most 35 characters, groups of digits and capital letters parted by dots.
 * Level 1 is `G` (ministries) or `H` (provinces) and two digits; level 2 has two or three digits (communes from `.100`).
 * Deeper groups have two or three characters.
 */
export interface ElectronicId {
  /** Level 1 first: `['H32', '07']`. */
  groups: readonly string[];
  level: number;
}

const MAX_LENGTH = 35;
const LEVEL_1 = /^[GH]\d{2}$/;
const LEVEL_2 = /^\d{2,3}$/;
const DEEPER = /^[0-9A-Z]{2,3}$/;
const OLD_FORM = /^([0-9]{3})\.([0-9]{2})\.([0-9]{2})\.([GH]\d{2})$/;

/** @throws directory.code_invalid, saying which group is wrong and what it should be */
export function parseElectronicId(text: string): ElectronicId {
  const groups = text.split('.');
  const [first = '', second, ...rest] = groups;
  if (text.length > MAX_LENGTH) throw invalid(text, `it is longer than ${MAX_LENGTH} characters`);
  if (OLD_FORM.test(text)) throw invalid(text, `this is the form of QCVN 102:2016; today's form is ${oldToNew(text)}`);
  if (!LEVEL_1.test(first)) throw invalid(text, 'it must begin with H or G and two digits, as in H32 or G09');
  if (second !== undefined && !LEVEL_2.test(second)) {
    throw invalid(text, `"${second}" must be two or three digits, as in ${first}.07 or ${first}.100`);
  }
  const wrong = rest.find((group) => !DEEPER.test(group));
  if (wrong !== undefined) throw invalid(text, `"${wrong}" must be two or three digits or capital letters`);
  return { groups, level: groups.length };
}

/**
 * The old form (QCVN 102:2016/BTTTT), read from the right: `000.00.07.H32`. Level 1 is last, level 2 before it, then
 * level 3 and level 4. Zeros stand for levels that are not there.
 * @throws directory.code_invalid
 */
export function parseOldElectronicId(text: string): ElectronicId {
  const [, fourth, third, second, first] = OLD_FORM.exec(text) ?? [];
  if (!fourth || !third || !second || !first) {
    throw invalid(
      text,
      'the form of QCVN 102:2016 is 000.00.07.H32: three digits, two, two, then H or G and two digits',
    );
  }
  const groups = [first, second, third, fourth];
  while (groups.length > 1 && isZero(groups.at(-1))) groups.pop();
  if (groups.some(isZero)) throw invalid(text, 'a level that is not there stands between two that are');
  return { groups, level: groups.length };
}

/** `000.00.07.H44` → `H44.07`. Inferred from data of both forms; no text of law states it. @throws directory.code_invalid */
export function oldToNew(text: string): string {
  return parseOldElectronicId(text).groups.join('.');
}

/** `H44.07` → `000.00.07.H44`; null where the old form has no place for it (three-digit communes, letters, level 5). */
export function newToOld(text: string): string | null {
  const [first, second = '00', third = '00', fourth = '000', ...rest] = parseElectronicId(text).groups;
  const old = `${fourth}.${third}.${second}.${first}`;
  if (rest.length > 0 || !/^\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}$/.test(old)) return null;
  return oldToNew(old) === text ? old : null;
}

function isZero(group: string | undefined): boolean {
  return group !== undefined && /^0+$/.test(group);
}

function invalid(text: string, reason: string) {
  return directoryErrors.fail('directory.code_invalid', {
    detail: `The identifier "${text}" cannot be used: ${reason}.`,
  });
}
