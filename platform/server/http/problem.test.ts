import Fastify from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import { errorRegistry, problemHandler } from './problem.ts';

const body = z
  .object({
    name: z.string().min(3),
    day: z.iso.date(),
    phone: z.string().refine((text) => /^\d+$/.test(text), { params: { problem: 'directory.phone' } }),
  })
  .partial();

async function answerTo(payload: object) {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setErrorHandler(problemHandler(errorRegistry([platformErrors.specs])));
  app.post('/', { schema: { body } }, async () => ({}));
  return (await app.inject({ method: 'POST', url: '/', payload })).json();
}

test('a bad field is told with its place, its reason and what a sentence may name', async () => {
  expect(await answerTo({ name: 'a', day: '31/02/2026' })).toMatchObject({
    code: 'platform.input_invalid',
    status: 400,
    fields: [
      { path: 'body.name', code: 'too_small', values: { origin: 'string', minimum: 3 } },
      { path: 'body.day', code: 'invalid_format', values: { format: 'date' } },
    ],
  });
});

test("a schema's own rule names its problem", async () => {
  const { fields } = await answerTo({ phone: 'abc' });
  expect(fields).toMatchObject([{ path: 'body.phone', code: 'directory.phone' }]);
});
