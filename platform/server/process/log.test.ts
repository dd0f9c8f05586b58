import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openLog } from './log.ts';

function logTo(isTTY: boolean) {
  const lines: string[] = [];
  const out = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = openLog('info', Object.assign(out, { isTTY }) as unknown as NodeJS.WriteStream);
  return { log, text: () => lines.join('') };
}

test('secrets are removed by name, and passwords from addresses wherever they stand', () => {
  const { log, text } = logTo(false);
  log.info(
    { password: 'one-secret', body: { token: 'two-secret' }, req: { headers: { cookie: 'three-secret' } } },
    'asked',
  );
  log.warn(
    { err: new Error('connect postgres://owner:four-secret@db:5432/x failed') },
    'lost https://a:five-secret@host/',
  );
  const library = {
    config: { headers: { Authorization: 'Bearer six-secret' }, s3: { secretAccessKey: 'seven-"secret' } },
  };
  log.error({ err: Object.assign(new Error('away'), library) }, 'failed');
  expect(text()).not.toMatch(/-secret|-\\"secret/);
  expect(text()).toContain('postgres://owner:[removed]@db:5432/x');
  expect(text()).toContain('[removed]');
});

test('a person at a terminal reads short lines', () => {
  const { log, text } = logTo(true);
  log.info({ port: 5432 }, 'taken over');
  expect(text()).toMatch(/^\d\d:\d\d:\d\d info {2}taken over {2}port=5432\n$/);
});
