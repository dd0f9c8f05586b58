import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBeside, writeWhole } from '../process/write-whole.ts';

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

/** Reads the secrets, or makes them on a new node. Of processes that start together on one folder, one makes them. */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const stored = readStored(path) ?? makeFirst(dataDir, path);
  const complete: Record<string, string> = { ...newSecrets(), ...stored };
  if (Object.keys(complete).length !== Object.keys(stored).length) writeWhole(path, JSON.stringify(complete, null, 2));
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

/**
 * What the database keeps to know the node's secrets again. It tells nothing of them: each is 256 random bits. The
 * passwords of the embedded database are left out; no other process needs them.
 */
export function fingerprintOf({ auditKey, visitorKey, sessionSecret }: Secrets): string {
  const parts = ['nhipcau secrets 1', auditKey.toString('hex'), visitorKey.toString('hex'), sessionSecret];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

function readStored(path: string): Record<string, string> | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(
      `The secrets in ${path} cannot be read: ${(error as Error).message}. Restore the file from a backup.`,
      { cause: error },
    );
  }
}

/** A link appears whole or not at all, and only one of two can make it: the other reads what the first made. */
function makeFirst(dataDir: string, path: string): Record<string, string> {
  mkdirSync(dataDir, { recursive: true });
  const beside = writeBeside(path, JSON.stringify(newSecrets(), null, 2));
  try {
    linkSync(beside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(beside);
  }
  return readStored(path) as Record<string, string>;
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
