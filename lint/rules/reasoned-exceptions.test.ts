import { tryRule } from '../testing.ts';
import { reasonedExceptions } from './reasoned-exceptions.ts';

const message = /Say why/;

tryRule('reasoned-exceptions', reasonedExceptions, {
  silent: [
    ['app/node.ts', '// oxlint-disable-next-line eslint/no-console -- the terminal is the screen here\nlog();'],
    ['app/node.ts', '/* oxlint-disable eslint/no-console -- a program for terminals */'],
    ['app/node.ts', '// Tells how oxlint-disable is written.'],
  ],
  fires: [
    ['app/node.ts', '// oxlint-disable-next-line eslint/no-console\nlog();', message],
    ['app/node.ts', '// oxlint-disable-next-line eslint/no-console -- ok\nlog();', message],
    ['app/node.ts', '/* eslint-disable */', message],
  ],
});
