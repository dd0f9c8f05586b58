import { close, looks, prepare, step, tests } from './steps.mjs';

/** Everything: what `check` does, the tests on real stores, the build of the screens with its budgets, whole nodes. */
prepare();
looks();
step('screens', 'vite', ['build', '--logLevel', 'warn']);
close([tests('unit'), tests('server'), tests('e2e')]);
