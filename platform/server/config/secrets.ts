import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Keys that must never stand in the database. Made once, kept in `secrets.json` of the data folder (mode 0600). */
export interface Secrets {
  /** Key of the audit chains. */
  auditKey: Buffer;
  /** Key of visitors' hashes, together with each site's daily salt. */
  visitorKey: Buffer;
  /** Secret of sessions. */
  sessionSecret: string;
  /** Passwords of the embedded PostgreSQL's roles. */
  databasePasswords: { owner: string; app: string; reports: string };
}

/** Reads the secrets, or makes them on a new node. */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  let stored: Record<string, string>;
  try {
    stored = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(
        `The secrets in ${path} cannot be read: ${(error as Error).message}. Restore the file from a backup.`,
        { cause: error },
      );
    }
    stored = {};
  }
  const complete: Record<string, string> = { ...newSecrets(), ...stored };
  if (Object.keys(complete).length !== Object.keys(stored).length)
    writeWhole(dataDir, path, JSON.stringify(complete, null, 2));
  return {
    auditKey: Buffer.from(complete['auditKey'] as string, 'hex'),
    visitorKey: Buffer.from(complete['visitorKey'] as string, 'hex'),
    sessionSecret: complete['sessionSecret'] as string,
    databasePasswords: {
      owner: complete['databaseOwner'] as string,
      app: complete['databaseApp'] as string,
      reports: complete['databaseReports'] as string,
    },
  };
}

function newSecrets() {
  const fresh = () => randomBytes(32).toString('hex');
  return {
    auditKey: fresh(),
    visitorKey: fresh(),
    sessionSecret: fresh(),
    databaseOwner: fresh(),
    databaseApp: fresh(),
    databaseReports: fresh(),
  };
}

/** Written beside and moved into place, so that a crash leaves the old file or the new one, never half of it. */
function writeWhole(dataDir: string, path: string, text: string): void {
  mkdirSync(dataDir, { recursive: true });
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(beside, path);
}
