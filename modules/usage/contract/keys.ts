import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, day, id, instant, limit, Owner, SiteCode, text } from './common.ts';

/** What a key reads: this one site, or all that its owner has, now and later. Agencies below: where the caller may write there too. */
export const KeyScope = z.enum(['site', 'agency', 'agency_below']);
export type KeyScope = z.infer<typeof KeyScope>;

/** A key with which a program reads reports. Its token is told once, when it is made. */
export const ApiKey = z.object({
  id,
  name: z.string(),
  scope: KeyScope,
  agency: Owner,
  createdAt: instant,
  /** Last day on which it holds. */
  expiresOn: day,
  expired: z.boolean(),
  lastUsedOn: day.nullable(),
  can: z.object({ revoke: z.boolean() }),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const ApiKeyPage = z.object({ rows: z.array(ApiKey), next: z.string().nullable() });
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;

export const CreateKey = z.object({ name: text(120), scope: KeyScope, expiresOn: day });
export type CreateKey = z.infer<typeof CreateKey>;

/** Longest life of a key. */
export const KEY_DAYS_MOST = 731;

const params = z.object({ code: SiteCode });
const write = { kind: 'permission', permission: 'usage.site.write' } as const;

export const keyRoutes = {
  listKeys: {
    method: 'GET',
    path: '/api/usage/sites/:code/keys',
    summary: 'Keys that read the reports of this site, newest first; revoked ones are left out',
    params,
    query: z.object({ cursor: cursor.optional(), limit: limit(100, 50) }),
    response: ApiKeyPage,
    access: write,
    errors: ['usage.site_not_found'],
  },
  createKey: {
    method: 'POST',
    path: '/api/usage/sites/:code/keys',
    summary: 'Make a key; the token is told only now',
    params,
    body: CreateKey,
    response: z.object({ key: ApiKey, token: z.string() }),
    status: 201,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed', 'usage.key_expiry_invalid'],
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/usage/sites/:code/keys/:id',
    summary: 'Revoke a key; it holds no longer from this moment. Answers the keys that are left',
    params: z.object({ code: SiteCode, id }),
    response: ApiKeyPage,
    access: write,
    errors: ['usage.site_not_found', 'usage.key_not_found'],
  },
} as const satisfies Contract;
