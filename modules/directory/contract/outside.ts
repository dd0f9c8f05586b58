import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';

const params = z.object({ provider: z.string().regex(/^[a-z0-9-]{1,30}$/) });
/** Both lead on with 302; the answer is empty. */
const nothing = z.null();

export const outsideRoutes = {
  goOutside: {
    method: 'GET',
    path: '/api/outside/:provider',
    summary: 'Lead the browser to an outside OpenID Connect provider',
    params,
    query: z.object({ next: z.string().max(2_000).optional() }),
    response: nothing,
    access: { kind: 'public', why: 'who signs in has no session yet' },
    errors: ['platform.not_found'],
    rateLimit: 60,
  },
  returnFromOutside: {
    method: 'GET',
    path: '/api/outside/:provider/back',
    summary: 'The provider sends the browser back here; an invited person is signed in and led on',
    params,
    query: z.looseObject({ state: z.string().max(4_000).optional() }),
    response: nothing,
    access: { kind: 'public', why: 'who signs in has no session yet' },
    errors: ['platform.not_found'],
    rateLimit: 60,
  },
} as const satisfies Contract;
