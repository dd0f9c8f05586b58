import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto';

/*
 * While a secret vote runs, its ballots lie sealed to a key of this vote alone: X25519, HKDF-SHA256, AES-256-GCM. Whoever
 * reads the tables sees who has voted, and nothing of what. The private key lies sealed by the node's secret, is used once,
 * for the count, and is destroyed with it.
 */
const CIPHER = 'aes-256-gcm';
const PUBLIC_BYTES = 44;
const TAG_BYTES = 16;

/** A fresh pair, as DER: the public key for every process that takes ballots, the private one for the count. */
export function makeVoteKeys(): { publicKey: Buffer; privateKey: Buffer } {
  return generateKeyPairSync('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
}

/**
 * Seals a text for one vote. All texts of a vote are filled up to the same width, so that the length tells nothing.
 * Layout: the sender's public key (44 bytes), tag (16), cipher text.
 */
export function sealBallot(publicKey: Buffer, voteId: string, text: string, width: number): Buffer {
  if (Buffer.byteLength(text) > width) throw new Error('A ballot is longer than its vote allows.');
  const sender = generateKeyPairSync('x25519');
  const from = sender.publicKey.export({ type: 'spki', format: 'der' });
  const to = createPublicKey({ key: publicKey, type: 'spki', format: 'der' });
  const { key, iv } = derive(diffieHellman({ privateKey: sender.privateKey, publicKey: to }), from, voteId);
  const cipher = createCipheriv(CIPHER, key, iv);
  const body = Buffer.concat([cipher.update(text.padEnd(width), 'utf8'), cipher.final()]);
  return Buffer.concat([from, cipher.getAuthTag(), body]);
}

/** @throws Error when it was sealed for another vote, or was changed */
export function openBallot(privateKey: Buffer, voteId: string, sealed: Buffer): string {
  const from = sealed.subarray(0, PUBLIC_BYTES);
  const own = createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' });
  const sender = createPublicKey({ key: from, type: 'spki', format: 'der' });
  const { key, iv } = derive(diffieHellman({ privateKey: own, publicKey: sender }), from, voteId);
  const decipher = createDecipheriv(CIPHER, key, iv);
  decipher.setAuthTag(sealed.subarray(PUBLIC_BYTES, PUBLIC_BYTES + TAG_BYTES));
  const body = Buffer.concat([decipher.update(sealed.subarray(PUBLIC_BYTES + TAG_BYTES)), decipher.final()]);
  return body.toString('utf8').trimEnd();
}

/** Each sender key is used once, so key and nonce are too. */
function derive(shared: Buffer, from: Buffer, voteId: string): { key: Buffer; iv: Buffer } {
  const bytes = Buffer.from(hkdfSync('sha256', shared, from, `nhipcau ballot 1 ${voteId}`, 44));
  return { key: bytes.subarray(0, 32), iv: bytes.subarray(32) };
}
