import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineContract } from '../../contract.ts';
import { bareOf } from './contracts.ts';

test('of a route its method and path stay, of an enum its options, of a schema nothing', () => {
  const contract = defineContract({
    getThing: {
      method: 'GET',
      path: '/api/things/:id',
      summary: 'One thing',
      params: z.object({ id: z.string() }),
      response: z.object({}),
      access: { kind: 'signed-in' },
    },
  });
  expect(bareOf(contract)).toEqual({ getThing: { method: 'GET', path: '/api/things/:id' } });
  expect(bareOf(z.enum(['a', 'b']))).toEqual({ options: ['a', 'b'] });
  expect(bareOf(z.object({}))).toBeUndefined();
  expect(bareOf(12)).toBe(12);
  expect(bareOf(['x', 'y'])).toEqual(['x', 'y']);
});
