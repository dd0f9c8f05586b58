import { createHash, randomBytes } from 'node:crypto';

/** 128 random bits as 32 digits: the form of Matomo's own tokens, for clients that look at it. */
export function newToken(): string {
  return randomBytes(16).toString('hex');
}

/** What is kept of a token. It is random throughout, so that a plain hash tells nothing. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
