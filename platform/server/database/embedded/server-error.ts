import { explainFileError, StartError } from '#platform/server/process/start-error.ts';

const CAUSES: [RegExp, string][] = [
  [/No space left on device/, 'ENOSPC'],
  [/Disk quota exceeded/, 'EDQUOT'],
  [/Read-only file system/, 'EROFS'],
  [/Permission denied|Operation not permitted/, 'EACCES'],
];

/** Turns what PostgreSQL wrote before it gave up into one sentence. `place` is its folder or log file. */
export function serverError(output: string, place: string): StartError {
  for (const [pattern, code] of CAUSES) {
    const known = pattern.test(output) && explainFileError({ code }, place);
    if (known) return known;
  }
  const version = /initialized by PostgreSQL version (\S+?),/.exec(output)?.[1];
  if (version !== undefined) {
    return new StartError(
      `The database in ${place} was written by PostgreSQL ${version}, which is not the one that comes with this version: ` +
        'start the version of Nhịp Cầu that wrote it, or move its data to a PostgreSQL server and set DATABASE_URL.',
    );
  }
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
  return new StartError(`PostgreSQL did not start (${place}): ${telling.trim()}`);
}
