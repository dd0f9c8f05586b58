import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Kysely } from 'kysely';
import { publicUrl } from '../../config/public-url.ts';
import type { Platform } from '../../platform.ts';
import type { AuthTables } from '../tables.ts';
import { insertToken, takeToken } from '../tokens.repo.ts';
import { findPasskey, listPasskeys, type PasskeyRow } from './passkeys.repo.ts';

/* WebAuthn. A passkey here always proves the person too (PIN, finger, face): it stands for both factors at once. */

type Parts = Pick<Platform, 'config' | 'db' | 'now'>;

const CHALLENGE_LIFE_MS = 5 * 60_000;

/** What the browser needs to make a passkey for this account. */
export async function offerPasskey(
  parts: Parts,
  account: { id: string; name: string; email: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await listPasskeys(tables(parts), account.id);
  const options = await generateRegistrationOptions({
    rpName: 'Nhịp Cầu',
    rpID: rpIdOf(parts),
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ credential, transports }) => ({
      id: credential,
      transports: transports as never,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(parts, 'passkey_add', account.id, options.challenge);
  return options;
}

/** The new key, if the answer fits an offer to this account that nobody has used; else null. */
export async function readNewPasskey(parts: Parts, accountId: string, response: RegistrationResponseJSON) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: async (challenge) =>
        (await takeToken(tables(parts), 'passkey_add', challenge, parts.now()))?.subject === accountId,
      expectedOrigin: originOf(parts),
      expectedRPID: rpIdOf(parts),
      requireUserVerification: true,
    });
    return verified ? registrationInfo.credential : null;
  } catch {
    // The library tells what does not fit by throwing; to the caller all of it is one answer.
    return null;
  }
}

/** What the browser needs to sign in with whichever passkey the person has; it names nobody. */
export async function askForPasskey(parts: Parts): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({ rpID: rpIdOf(parts), userVerification: 'required' });
  await keepChallenge(parts, 'passkey_use', 'anyone', options.challenge);
  return options;
}

/** Whose passkey has answered, with the counter to keep; null when it is none of ours or does not fit. */
export async function readPasskey(
  parts: Parts,
  response: AuthenticationResponseJSON,
): Promise<{ passkey: PasskeyRow; counter: number } | null> {
  const passkey = await findPasskey(tables(parts), response.id);
  if (passkey === null) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: async (challenge) =>
        (await takeToken(tables(parts), 'passkey_use', challenge, parts.now())) !== null,
      expectedOrigin: originOf(parts),
      expectedRPID: rpIdOf(parts),
      credential: {
        id: passkey.credential,
        publicKey: new Uint8Array(passkey.public_key),
        counter: Number(passkey.counter),
        transports: passkey.transports as never,
      },
      requireUserVerification: true,
    });
    return verified ? { passkey, counter: authenticationInfo.newCounter } : null;
  } catch {
    return null;
  }
}

async function keepChallenge(
  parts: Parts,
  purpose: 'passkey_add' | 'passkey_use',
  subject: string,
  challenge: string,
): Promise<void> {
  const now = parts.now();
  await insertToken(tables(parts), { purpose, subject, secret: challenge, now, lifeMs: CHALLENGE_LIFE_MS });
}

function originOf({ config }: Parts): string {
  return new URL(publicUrl(config)).origin;
}

function rpIdOf({ config }: Parts): string {
  return new URL(publicUrl(config)).hostname;
}

function tables({ db }: Parts): Kysely<AuthTables> {
  return db as Kysely<AuthTables>;
}
