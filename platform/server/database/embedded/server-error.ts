import { explainOutput, StartError } from '../../process/start-error.ts';

/** Turns what PostgreSQL wrote before it gave up into one sentence. `place` is its folder or log file. */
export function serverError(output: string, place: string): StartError {
  const known = explainOutput(output, place);
  if (known !== undefined) return known;
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
