import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { ArchiveError } from './archive-error.ts';

/*
 * Backups are sealed in the age format. A key is either a passphrase, or a pair: `age1…` seals, so that a node which was
 * broken into cannot open its own old backups, and `AGE-SECRET-KEY-1…` opens.
 */

const PUBLIC = /^age1[a-z0-9]+$/;
const SECRET = /^AGE-SECRET-KEY-/;
/** 2^15 rounds take 32 MB: the passphrase of a backup is long, and a node is small. */
const WORK_FACTOR = 15;

/** Seals a stream as it passes. */
export function encrypting(source: Readable, key: string): Readable {
  const encrypter = new Encrypter();
  if (PUBLIC.test(key)) encrypter.addRecipient(key);
  else {
    encrypter.setScryptWorkFactor(WORK_FACTOR);
    encrypter.setPassphrase(key);
  }
  return Readable.from(
    (async function* () {
      yield* Readable.fromWeb((await encrypter.encrypt(Readable.toWeb(source) as never)) as unknown as WebStream);
    })(),
    { objectMode: false },
  );
}

/** Opens what {@link encrypting} sealed. @throws ArchiveError when the key does not fit */
export async function decrypting(source: Readable, key: string): Promise<Readable> {
  if (PUBLIC.test(key)) {
    throw new ArchiveError('BACKUP_KEY is the key that seals. To restore, give the one that opens: AGE-SECRET-KEY-1….');
  }
  const decrypter = new Decrypter();
  if (SECRET.test(key)) decrypter.addIdentity(key);
  else decrypter.addPassphrase(key);
  try {
    return Readable.fromWeb((await decrypter.decrypt(Readable.toWeb(source) as never)) as unknown as WebStream);
  } catch (error) {
    throw new ArchiveError('The backup does not open with this BACKUP_KEY, or it is not sealed at all.', {
      cause: error,
    });
  }
}
