import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { id, text } from './common.ts';
import { Credential, CredentialOptions, password, Session } from './session.ts';

/* What a person does with the own account, and the ways into one: invitation and reset. */

/** From a mail, behind the `#` of its address, so that no log of any server holds it. */
const token = z.string().min(20).max(100);
/** The present password; may be left out within ten minutes after signing in. */
const proof = z.string().min(1).max(128).optional();
const instant = z.iso.datetime();

export const OwnSession = z.object({
  id,
  /** This very one. */
  current: z.boolean(),
  method: z.string(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  createdAt: instant,
  /** Within ten minutes of the truth. */
  seenAt: instant,
});
export type OwnSession = z.infer<typeof OwnSession>;

export const Passkey = z.object({ id, name: z.string(), createdAt: instant, usedAt: instant.nullable() });
export type Passkey = z.infer<typeof Passkey>;

export const Account = z.object({
  name: z.string(),
  email: z.string(),
  mustEnrol: z.boolean(),
  hasPassword: z.boolean(),
  /** Since when codes are asked for. */
  totp: z.object({ since: instant, recoveryCodesLeft: z.number().int() }).nullable(),
  passkeys: z.array(Passkey),
  sessions: z.array(OwnSession),
  /** Outside providers that know this account. */
  providers: z.array(z.string()),
  /** Signed in so lately that no password is asked for again. */
  fresh: z.boolean(),
});
export type Account = z.infer<typeof Account>;

export const ChangePassword = z.object({ current: proof, password });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const AddPasskey = z.object({ name: text(60), credential: Credential });
export type AddPasskey = z.infer<typeof AddPasskey>;

/** Shown once; afterwards nobody can read them, we neither. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const TotpOffer = z.object({
  /** For the QR code: `otpauth://totp/…`. */
  uri: z.string(),
  /** The same key, to be typed. */
  key: z.string(),
});
export type TotpOffer = z.infer<typeof TotpOffer>;

/** Whom a link from a mail lets in. */
export const Welcome = z.object({ name: z.string(), email: z.string(), expiresAt: instant });
export type Welcome = z.infer<typeof Welcome>;

export const SetPassword = z.object({ token, password });
export type SetPassword = z.infer<typeof SetPassword>;

const own = { kind: 'signed-in', beforeEnrolment: true } as const;
const linkErrors = ['directory.link_over', 'directory.sign_in_refused', 'directory.email_taken'];
const byLink = { kind: 'public', why: 'the token from the mail is the right to it' } as const;

export const accountRoutes = {
  getAccount: {
    method: 'GET',
    path: '/api/account',
    summary: 'My account: password, second factors, sessions',
    response: Account,
    access: own,
  },
  changePassword: {
    method: 'POST',
    path: '/api/account/password',
    summary: 'Set another password; my other sessions end',
    body: ChangePassword,
    response: Account,
    access: own,
    errors: ['directory.proof_needed', 'directory.proof_refused'],
    rateLimit: 30,
  },
  offerTotp: {
    method: 'POST',
    path: '/api/account/totp-offer',
    summary: 'A key for an authenticator program, good once its first code is given',
    body: z.object({ proof }),
    response: TotpOffer,
    access: own,
    errors: ['directory.proof_needed', 'directory.proof_refused'],
    rateLimit: 30,
  },
  confirmTotp: {
    method: 'POST',
    path: '/api/account/totp',
    summary: 'Turn codes on with the first one; answers the recovery codes, this once; my other sessions end',
    body: z.object({ code: z.string().trim().min(6).max(6) }),
    response: RecoveryCodes,
    access: own,
    errors: ['directory.code_refused', 'directory.step_over'],
    rateLimit: 30,
  },
  removeTotp: {
    method: 'POST',
    path: '/api/account/totp-removal',
    summary: 'Turn codes off',
    body: z.object({ proof }),
    response: Account,
    access: own,
    errors: ['directory.proof_needed', 'directory.proof_refused'],
    rateLimit: 30,
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/api/account/recovery-codes',
    summary: 'Ten new recovery codes, shown this once; the old ones are void',
    body: z.object({ proof }),
    response: RecoveryCodes,
    access: own,
    errors: ['directory.proof_needed', 'directory.proof_refused', 'directory.factor_not_found'],
    rateLimit: 30,
  },
  offerPasskey: {
    method: 'POST',
    path: '/api/account/passkey-offer',
    summary: 'What the browser needs to make a passkey',
    body: z.object({ proof }),
    response: CredentialOptions,
    access: own,
    errors: ['directory.proof_needed', 'directory.proof_refused'],
    rateLimit: 30,
  },
  addPasskey: {
    method: 'POST',
    path: '/api/account/passkeys',
    summary: 'Keep the passkey that the browser has made',
    body: AddPasskey,
    response: Account,
    status: 201,
    access: own,
    errors: ['directory.passkey_refused'],
    rateLimit: 30,
  },
  renamePasskey: {
    method: 'PATCH',
    path: '/api/account/passkeys/:id',
    summary: 'Give a passkey another name',
    params: z.object({ id }),
    body: z.object({ name: text(60) }),
    response: Account,
    access: own,
    errors: ['directory.factor_not_found'],
  },
  removePasskey: {
    method: 'POST',
    path: '/api/account/passkeys/:id/removal',
    summary: 'Remove a passkey',
    params: z.object({ id }),
    body: z.object({ proof }),
    response: Account,
    access: own,
    errors: ['directory.factor_not_found', 'directory.proof_needed', 'directory.proof_refused'],
    rateLimit: 30,
  },
  endOwnSession: {
    method: 'DELETE',
    path: '/api/account/sessions/:id',
    summary: 'End one of my other sessions',
    params: z.object({ id }),
    response: Account,
    access: own,
    errors: ['directory.session_not_found'],
  },
  endOtherSessions: {
    method: 'DELETE',
    path: '/api/account/sessions',
    summary: 'End all my sessions but this one',
    response: Account,
    access: own,
  },
  askReset: {
    method: 'POST',
    path: '/api/password-reset',
    summary: 'Ask for a mail with which the password can be set anew; the answer is the same for every address',
    body: z.object({ email: z.string().trim().toLowerCase().min(3).max(254) }),
    response: z.object({}),
    status: 202,
    access: { kind: 'public', why: 'who has forgotten the password cannot sign in' },
    errors: ['platform.too_many_requests'],
    rateLimit: 20,
  },
  lookAtReset: {
    method: 'POST',
    path: '/api/password-reset/look',
    summary: 'Whose password a link sets',
    body: z.object({ token }),
    response: Welcome,
    access: byLink,
    errors: linkErrors,
    rateLimit: 60,
  },
  reset: {
    method: 'POST',
    path: '/api/password-reset/password',
    summary: 'Set the password with a link from a mail, once; all sessions end, and the person goes on to sign in',
    body: SetPassword,
    response: Session,
    access: byLink,
    errors: linkErrors,
    rateLimit: 30,
  },
  lookAtInvitation: {
    method: 'POST',
    path: '/api/invitation/look',
    summary: 'Whom an invitation is for',
    body: z.object({ token }),
    response: Welcome,
    access: byLink,
    errors: linkErrors,
    rateLimit: 60,
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/invitation/password',
    summary: 'Accept an invitation: make the account with its first password, and sign in',
    body: SetPassword,
    response: Session,
    access: byLink,
    errors: linkErrors,
    rateLimit: 30,
  },
  invite: {
    method: 'POST',
    path: '/api/directory/people/:id/invitation',
    summary: 'Invite a person by mail to make an account; an earlier invitation is void',
    params: z.object({ id }),
    response: z.object({ expiresAt: instant }),
    status: 201,
    access: { kind: 'permission', permission: 'directory.person.write' },
    errors: [
      'directory.person_not_found',
      'directory.person_without_email',
      'directory.person_without_post',
      'directory.has_account',
    ],
  },
} as const satisfies Contract;
