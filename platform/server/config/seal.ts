import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/*
 * What must be read again but must not stand open in the database: a mail that waits with its link, the key of a
 * second factor. AES-256-GCM; the key lies in `secrets.json`, so a copy of the database alone opens nothing.
 */
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals a text for one purpose. Layout: iv (12 bytes), tag (16), cipher text. */
export function seal(secrets: Secrets, purpose: string, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(secrets, purpose), iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** @throws Error when it was sealed for another purpose, by another node's secrets, or was changed */
export function unseal(secrets: Secrets, purpose: string, sealed: Buffer): string {
  const decipher = createDecipheriv(CIPHER, keyFor(secrets, purpose), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}

function keyFor({ sessionSecret }: Secrets, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', sessionSecret, 'nhipcau', `seal ${purpose}`, 32));
}
