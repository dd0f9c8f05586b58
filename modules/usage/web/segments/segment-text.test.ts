import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELDS, OPERATORS, parseSegment, writeSegment } from './segment-text.ts';

const condition = fc.record({
  field: fc.constantFrom(...FIELDS),
  operator: fc.constantFrom(...OPERATORS),
  value: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.trim())
    .filter((text) => text !== ''),
});

test('what is written is read back, whatever signs stand in a value', () => {
  const groups = fc.array(fc.array(condition, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
  fc.assert(
    fc.property(groups, (given) => {
      expect(parseSegment(writeSegment(given))).toEqual(given);
    }),
  );
});

test('empty conditions are left out, what cannot be read as well', () => {
  expect(writeSegment([[{ field: 'deviceType', operator: '==', value: ' ' }]])).toBe('');
  expect(parseSegment('nothing;deviceType==tablet')).toEqual([
    [{ field: 'deviceType', operator: '==', value: 'tablet' }],
  ]);
});
