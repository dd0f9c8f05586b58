/**
 * A start that cannot go on, for a reason that a person can mend. The message is one sentence that says what is wrong
 * and what to do; it is printed without a stack.
 */
export class StartError extends Error {}

const CAUSES: [RegExp, string][] = [
  [/No space left on device|ENOSPC/, 'ENOSPC'],
  [/Disk quota exceeded|EDQUOT/, 'EDQUOT'],
  [/Read-only file system|EROFS/, 'EROFS'],
  [/Permission denied|Operation not permitted|EACCES/, 'EACCES'],
];

/** The same for what a program or store wrote before it gave up. */
export function explainOutput(output: string, path: string): StartError | undefined {
  const [, code] = CAUSES.find(([pattern]) => pattern.test(output)) ?? [];
  return code === undefined ? undefined : explainFileError({ code }, path);
}

/** A sentence for an error from anywhere below, if a store or disk is the reason. */
export function explainError(error: unknown, dataDir: string): StartError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof StartError) return cause;
    const full = explainOutput(cause.message, dataDir);
    if (full !== undefined) return full;
  }
  return undefined;
}

/** What the system's error codes mean to a person, for a path. Undefined for codes that say nothing to them. */
export function explainFileError(error: unknown, path: string): StartError | undefined {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const sentence = {
    ENOSPC: `The disk of ${path} is full: free some space, or choose another folder with --data=FOLDER.`,
    EDQUOT: `The disk quota of ${path} is used up: free some space, or choose another folder with --data=FOLDER.`,
    EROFS: `The folder ${path} lies on a disk that is read-only: choose another with --data=FOLDER.`,
    EACCES: `The folder ${path} may not be written by this user: change its owner, or choose another with --data=FOLDER.`,
    EPERM: `The folder ${path} may not be written by this user: change its owner, or choose another with --data=FOLDER.`,
    ENOTDIR: `A part of ${path} is a file, not a folder: choose another with --data=FOLDER.`,
    EEXIST: `${path} is a file, not a folder: choose another with --data=FOLDER.`,
  }[code ?? ''];
  return sentence === undefined ? undefined : new StartError(sentence, { cause: error });
}
