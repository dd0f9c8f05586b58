import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/* Time-based one-time codes (RFC 6238) as every authenticator program takes them: SHA-1, six digits, 30 seconds. */

const STEP_SECONDS = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** Steps before and after the present one: clocks differ, and typing takes time. */
const TOLERANCE = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function newTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** The code of a step (RFC 4226 §5.3). */
export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step of which this is the code, around `now` and later than `lastStep`: a code is good once. Null when it is none.
 * Takes equally long for each.
 */
export function stepOf(secret: Buffer, code: string, now: Date, lastStep: number): number | null {
  const present = Math.floor(now.getTime() / 1000 / STEP_SECONDS);
  const given = Buffer.from(code.padEnd(DIGITS, ' ').slice(0, DIGITS));
  let found: number | null = null;
  for (let step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
    const fits = timingSafeEqual(given, Buffer.from(codeAt(secret, step)));
    if (fits && code.length === DIGITS && step > lastStep) found = step;
  }
  return found;
}

/** As authenticator programs read it: from a QR code, or typed. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The address in the QR code (the "Key Uri Format" that authenticator programs share). */
export function totpUri(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
