import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newToOld, oldToNew, parseElectronicId, parseOldElectronicId } from './electronic-id.ts';
import { parseCode } from './parse-code.ts';

const digits = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)).filter((text) => !/^0+$/.test(text));
const level1 = fc.tuple(fc.constantFrom('G', 'H'), digits(2)).map(([letter, number]) => letter + number);
const identifiers = fc
  .tuple(level1, fc.option(digits(2)), fc.option(digits(2)), fc.option(digits(3)))
  .map(([first, second, third, fourth]) => [
    first,
    ...(second === null ? [] : third === null ? [second] : [second, third, ...(fourth === null ? [] : [fourth])]),
  ]);

test.each(['H32', 'H32.07', 'H32.100', 'G09', 'G12.18', 'H32.07.01'])('%s is an identifier', (code) => {
  expect(parseElectronicId(code).groups.join('.')).toBe(code);
});

test.each([
  ['', 'must begin with H or G'],
  ['32', 'must begin with H or G'],
  ['h32', 'must begin with H or G'],
  ['H321', 'must begin with H or G'],
  ['H32.7', '"7" must be two or three digits'],
  ['H32.1000', '"1000" must be two or three digits'],
  ['H32.', '"" must be two or three digits'],
  ['H32.07.x1', '"x1" must be'],
  ['H32 .07', 'must begin with H or G'],
  ['000.00.07.H32', "today's form is H32.07"],
  [`H32.07${'.01'.repeat(12)}`, 'longer than 35'],
])('"%s" is refused: %s', (code, reason) => {
  expect(() => parseElectronicId(code)).toThrow(reason);
});

test('the old form is read from the right', () => {
  expect(parseOldElectronicId('000.00.00.H49')).toEqual({ groups: ['H49'], level: 1 });
  expect(oldToNew('000.00.07.H44')).toBe('H44.07');
  expect(oldToNew('012.03.07.H44')).toBe('H44.07.03.012');
  expect(() => oldToNew('000.03.00.H44')).toThrow('stands between two that are');
  expect(() => oldToNew('H44.07')).toThrow('QCVN 102:2016');
});

test('a commune of today has no place in the old form', () => {
  expect(newToOld('H32.100')).toBeNull();
  expect(newToOld('H32.07')).toBe('000.00.07.H32');
});

test('new to old and back is the same', () => {
  fc.assert(
    fc.property(identifiers, (groups) => {
      const text = groups.join('.');
      const old = newToOld(text);
      expect(old).not.toBeNull();
      expect(oldToNew(old as string)).toBe(text);
    }),
  );
});

test('a text that is no code is refused with a reason, never with a crash', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      for (const parse of [parseElectronicId, parseOldElectronicId]) {
        expect(['read', 'directory.code_invalid']).toContain(outcome(() => parse(text)));
      }
    }),
  );
});

test('a statistics code is a text with the digits of its level', () => {
  expect(parseCode('statistics', '01', 'province')).toBe('01');
  expect(parseCode('statistics', '00001', 'commune')).toBe('00001');
  expect(() => parseCode('statistics', '1', 'province')).toThrow('must have 2 digits');
  expect(() => parseCode('statistics', '2236a', 'commune')).toThrow('must have 5 digits');
  expect(() => parseCode('statistics', '01', 'central')).toThrow('Only provinces');
});

function outcome(parse: () => unknown): unknown {
  try {
    parse();
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code;
  }
}
