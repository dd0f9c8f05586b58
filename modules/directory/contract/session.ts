import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyRef, id, text } from './common.ts';

export const PASSWORD_MIN_LENGTH = 12;

/** A new password; whether it is easy to guess, the server looks at once it knows whose it is. */
export const password = z
  .string()
  .min(PASSWORD_MIN_LENGTH, `A password has at least ${PASSWORD_MIN_LENGTH} characters`)
  .max(128, 'A password has at most 128 characters');

export const NodeKind = z.enum(['province', 'ministry']);
export type NodeKind = z.infer<typeof NodeKind>;

/** `empty`: nobody has set the node up; `loading`: the sample province is being loaded, sign-in works already. */
export const SetUpState = z.enum(['empty', 'loading', 'failed', 'ready']);
export type SetUpState = z.infer<typeof SetUpState>;

/** A post whose hat can be put on: an own one, or one that somebody lent. */
export const Hat = z.object({
  kind: z.enum(['post', 'delegation']),
  id,
  position: z.string(),
  acting: z.boolean(),
  unit: AgencyRef,
  onBehalfOf: z.object({ id, name: z.string() }).nullable(),
  /** The first day on which it is over; null: until further notice. */
  until: z.iso.date().nullable(),
  on: z.boolean(),
});
export type Hat = z.infer<typeof Hat>;

export const WearHat = Hat.pick({ kind: true, id: true });
export type WearHat = z.infer<typeof WearHat>;

/** Who am I, and where. Public: with `person` null it tells only the node's name and state. */
export const Session = z.object({
  setUp: SetUpState,
  node: z.object({ name: z.string(), code: z.string(), kind: NodeKind, rootAgencyId: id }).nullable(),
  person: z
    .object({
      id,
      name: z.string(),
      email: z.string(),
      /** The agency whose hat is on. */
      unit: AgencyRef.nullable(),
      position: z.string().nullable(),
      /** In whose name, where the hat is lent. */
      onBehalfOf: z.object({ id, name: z.string() }).nullable(),
      /** All that can be put on; rights bound to a post count under its hat only. */
      hats: z.array(Hat),
      /** Held somewhere; whether for a certain row, the row's `can` says. */
      permissions: z.array(z.string()),
      /** A role of this person asks for a second factor, and there is none yet: until then only `/account` is open. */
      mustEnrol: z.boolean(),
    })
    .nullable(),
  /** The password was right, and a second factor is asked for: what there is. */
  step: z.object({ code: z.boolean(), passkey: z.boolean() }).nullable(),
  /** Outside providers through which invited people may sign in. */
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Session = z.infer<typeof Session>;

export const SignIn = z.object({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(128),
});
export type SignIn = z.infer<typeof SignIn>;

export const SetUpNode = z
  .object({
    /** True: the sample province Khánh Hòa is loaded, and `node` is not asked for. */
    sample: z.boolean(),
    node: z.object({ name: text(200), code: text(8), kind: NodeKind }).optional(),
    administrator: z.object({ name: text(120), email: z.email().max(254).toLowerCase(), password }),
  })
  .refine((input) => input.sample || input.node !== undefined, {
    path: ['node'],
    message: 'Give the name and code of the province or ministry, or ask for the sample',
    params: { problem: 'directory.node_missing' },
  });
export type SetUpNode = z.infer<typeof SetUpNode>;

export const SetUpProgress = z.object({
  state: SetUpState,
  /** What is being loaded, e.g. `directory` and its step; null when nothing is. `done` of `total` counts in this step. */
  step: z.object({ module: z.string(), name: z.string(), done: z.number(), total: z.number() }).nullable(),
  /** Modules whose sample is loaded, of how many. */
  modules: z.object({ done: z.number().int(), total: z.number().int() }),
});
export type SetUpProgress = z.infer<typeof SetUpProgress>;

/** From an authenticator program, or one of the recovery codes. */
export const SecondStep = z.object({ code: z.string().trim().min(6).max(20) });
export type SecondStep = z.infer<typeof SecondStep>;

/** An answer of the browser's WebAuthn, as JSON; what is in it, the library checks. */
export const Credential = z.looseObject({
  id: z.string().min(1).max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type Credential = z.infer<typeof Credential>;

/** Options for the browser's WebAuthn, as JSON. */
export const CredentialOptions = z.looseObject({ challenge: z.string() });
export type CredentialOptions = z.infer<typeof CredentialOptions>;

export const sessionRoutes = {
  getSession: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who am I: name, agency, permissions; and the node and whether it is set up',
    response: Session,
    access: { kind: 'public', why: 'the first page must know whether to show set-up, sign-in or work' },
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with address and password; sets the session cookie',
    body: SignIn,
    response: Session,
    access: { kind: 'public', why: 'who signs in has no session yet' },
    errors: ['directory.sign_in_refused', 'platform.too_many_requests'],
    rateLimit: 60,
  },
  takeSecondStep: {
    method: 'POST',
    path: '/api/session/second-step',
    summary: 'After the right password: a code of the second factor; sets the session cookie',
    body: SecondStep,
    response: Session,
    access: { kind: 'public', why: 'the right password is behind the caller, the session is not yet' },
    errors: ['directory.code_refused', 'directory.step_over', 'platform.too_many_requests'],
    rateLimit: 60,
  },
  askForPasskey: {
    method: 'POST',
    path: '/api/session/passkey-options',
    summary: 'What the browser needs to sign in with a passkey',
    response: CredentialOptions,
    access: { kind: 'public', why: 'who signs in has no session yet; it names nobody' },
    rateLimit: 60,
  },
  signInWithPasskey: {
    method: 'POST',
    path: '/api/session/passkey',
    summary: 'Sign in with a passkey, which stands for both factors; sets the session cookie',
    body: Credential,
    response: Session,
    access: { kind: 'public', why: 'who signs in has no session yet' },
    errors: ['directory.sign_in_refused'],
    rateLimit: 60,
  },
  wearHat: {
    method: 'PUT',
    path: '/api/session/hat',
    summary: 'Put on the hat of another post; it stays on for this session',
    body: WearHat,
    response: Session,
    access: { kind: 'signed-in' },
    errors: ['directory.hat_not_found'],
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    summary: 'End the session; clears the cookie',
    response: Session,
    access: { kind: 'public', why: 'signing out twice does no harm' },
  },
  setUp: {
    method: 'POST',
    path: '/api/set-up',
    summary: 'Name the node and its first administrator, who is signed in at once',
    body: SetUpNode,
    response: Session,
    status: 201,
    access: { kind: 'set-up' },
    errors: ['platform.already_set_up', 'directory.code_invalid'],
    rateLimit: 20,
  },
  getSetUp: {
    method: 'GET',
    path: '/api/set-up',
    summary: 'How far the set-up is',
    response: SetUpProgress,
    access: { kind: 'public', why: 'tells counts only, while the sample is loaded' },
  },
} as const satisfies Contract;
