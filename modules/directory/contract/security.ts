import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, cursor, id, limit, page, q } from './common.ts';
import { GrantScope } from './roles.ts';

/* Who is in, who was kept out, who may do what and why, and the mail that waits. */

const instant = z.iso.datetime();
const PersonRef = z.object({ id, name: z.string() });

export const SecuritySession = z.object({
  id,
  person: PersonRef.nullable(),
  email: z.string(),
  method: z.string(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  createdAt: instant,
  /** Within ten minutes of the truth. */
  seenAt: instant,
  /** The one that asks. */
  current: z.boolean(),
});
export type SecuritySession = z.infer<typeof SecuritySession>;

export const Refusal = z.object({
  id,
  at: instant,
  /** The account's address; else `unknown:` and a mark that is the same for the same typed text, which is not kept. */
  who: z.string(),
  /** The person behind it, where there is an account. */
  person: PersonRef.nullable(),
  method: z.string(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
});
export type Refusal = z.infer<typeof Refusal>;

/** A right in force, and why: the role that gives it, where, and through which post. */
export const RightRow = z.object({
  /** Of the grant. */
  id,
  person: PersonRef,
  hasAccount: z.boolean(),
  hasSecondFactor: z.boolean(),
  role: z.object({ id, name: z.string(), secondFactor: z.boolean() }),
  scope: GrantScope,
  agency: AgencyRef.nullable(),
  /** The post with which the right ends; null: bound to the person. */
  through: z.object({ position: z.string(), agency: z.string() }).nullable(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
});
export type RightRow = z.infer<typeof RightRow>;

export const MailState = z.enum(['waiting', 'sent', 'refused', 'expired']);
export type MailState = z.infer<typeof MailState>;

export const MailRow = z.object({
  id,
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  state: MailState,
  tries: z.number().int(),
  /** Why it has not left, in the mail server's words; null where nobody has tried. */
  cause: z.string().nullable(),
  createdAt: instant,
  nextAt: instant,
  sentAt: instant.nullable(),
  can: z.object({ retry: z.boolean(), copyLink: z.boolean() }),
});
export type MailRow = z.infer<typeof MailRow>;

const rows = { cursor: cursor.optional(), limit: limit(200, 50) };
const inspect = { kind: 'permission', permission: 'directory.security.inspect' } as const;
const manage = { kind: 'permission', permission: 'directory.security.manage' } as const;

export const securityRoutes = {
  listSessions: {
    method: 'GET',
    path: '/api/directory/security/sessions',
    summary: 'Sessions in force of all people, newest first',
    query: z.object(rows),
    response: page(SecuritySession),
    access: inspect,
  },
  endSession: {
    method: 'DELETE',
    path: '/api/directory/security/sessions/:id',
    summary: 'End a session of anybody',
    params: z.object({ id }),
    response: z.object({}),
    access: manage,
    errors: ['directory.session_not_found'],
  },
  listRefusals: {
    method: 'GET',
    path: '/api/directory/security/refusals',
    summary: 'Sign-ins that were refused, newest first',
    query: z.object(rows),
    response: page(Refusal),
    access: inspect,
  },
  listRights: {
    method: 'GET',
    path: '/api/directory/security/rights',
    summary: 'Who holds which right today and why, by name',
    query: z.object({
      q,
      /** Only rights that give this permission, e.g. `usage.site.write`. */
      permission: z.string().max(100).optional(),
      ...rows,
    }),
    response: page(RightRow),
    access: inspect,
  },
  listPermissions: {
    method: 'GET',
    path: '/api/directory/security/permissions',
    summary: 'Every permission that the modules of this node know',
    response: z.object({ rows: z.array(z.string()) }),
    access: inspect,
  },
  setRoleSecondFactor: {
    method: 'POST',
    path: '/api/directory/roles/:id/second-factor',
    summary: 'Ask of everybody who holds a role for a second factor, or no longer',
    params: z.object({ id }),
    body: z.object({ secondFactor: z.boolean() }),
    response: z.object({}),
    access: manage,
    errors: ['directory.role_not_found'],
  },
  listMails: {
    method: 'GET',
    path: '/api/directory/security/mails',
    summary: 'The outbox of mail, newest first; by default what has not left',
    query: z.object({ all: z.stringbool().default(false), ...rows }),
    response: page(MailRow).extend({
      /** Is a mail server set (MAIL_URL)? Without one all mail waits. */
      hasServer: z.boolean(),
    }),
    access: inspect,
  },
  retryMail: {
    method: 'POST',
    path: '/api/directory/security/mails/:id/retry',
    summary: 'Send a waiting or refused mail now',
    params: z.object({ id }),
    response: z.object({}),
    status: 202,
    access: manage,
    errors: ['directory.mail_not_found'],
  },
  copyMailLink: {
    method: 'POST',
    path: '/api/directory/security/mails/:id/link',
    summary: 'The link of an invitation that has not left, to be handed over another way; this is told in the audit',
    params: z.object({ id }),
    response: z.object({ link: z.string() }),
    access: manage,
    errors: ['directory.mail_not_found'],
  },
} as const satisfies Contract;
