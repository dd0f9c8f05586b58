import { close, looks, prepare, tests } from './steps.mjs';

/** What is looked at before every commit, in seconds: format, lint, types, tests without stores. */
prepare();
looks();
close([tests('unit')]);
