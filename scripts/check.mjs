import { close, prepare, step, tests } from './steps.mjs';

/** What is looked at before every commit, in seconds: format, lint, types, tests without stores. */
prepare();
step('format', 'biome', ['check', '.']);
step('lint', 'oxlint', ['.']);
step('types', 'tsc', ['--noEmit', '-p', '.']);
close([tests('unit')]);
