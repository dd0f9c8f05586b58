import { type DestinationStream, type Logger, pino } from 'pino';

const SECRET_KEYS = ['password', 'newPassword', 'token', 'secret', 'cookie', 'authorization', 'connectionString'];
/** A secret's name and text in a line, at whatever depth, also inside errors of libraries. */
const NAMED_SECRET = /("[^"]*(?:password|secret|token|cookie|authorization)[^"]*":)"(?:[^"\\]|\\.)*"/gi;
const ADDRESS_WITH_PASSWORD = /([a-z][a-z0-9+]*:\/\/[^:/?#\s"]*):[^@/\s"]+@/gi;

/**
 * The process's log: JSON lines for machines, short lines for a person at a terminal. Secrets are removed by their name
 * at every place where our code and libraries put them, and passwords in addresses wherever they stand.
 */
export function openLog(level: string, out: NodeJS.WriteStream = process.stdout): Logger {
  const stream: DestinationStream = out.isTTY
    ? { write: (line) => void out.write(humanLine(line)) }
    : { write: (line) => void out.write(line) };
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[removed]' },
      hooks: { streamWrite: withoutPasswords },
    },
    stream,
  );
}

export function withoutPasswords(line: string): string {
  return line.replace(ADDRESS_WITH_PASSWORD, '$1:[removed]@').replace(NAMED_SECRET, '$1"[removed]"');
}

const HIDDEN_KEYS = new Set(['level', 'time', 'pid', 'msg', 'err', 'reqId']);

/** `14:03:05 warn  events could not be read  topic=usage.board  connection refused` */
export function humanLine(json: string): string {
  const entry = JSON.parse(json) as Record<string, unknown>;
  const time = new Date(Number(entry['time'])).toTimeString().slice(0, 8);
  const level = (pino.levels.labels[Number(entry['level'])] ?? '').padEnd(5);
  const details = Object.entries(entry)
    .filter(([key]) => !HIDDEN_KEYS.has(key))
    .map(([key, value]) => `  ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const error = entry['err'] as { stack?: string; message?: string } | undefined;
  return `${time} ${level} ${typeof entry['msg'] === 'string' ? entry['msg'] : ''}${details.join('')}${error ? `\n${error.stack ?? error.message}` : ''}\n`;
}
