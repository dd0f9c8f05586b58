import { ensureBrowser } from './browser.mjs';
import { close, looks, prepare, step, tests } from './steps.mjs';

/** Everything: what `check` does, the tests on real stores, the build of the screens with its budgets, whole nodes. */
prepare();
const browserAdvice = ensureBrowser();
if (browserAdvice !== null) process.stderr.write(`\n${browserAdvice}\nUntil then those tests fail.\n`);
looks();
step('screens', 'vite', ['build', '--logLevel', 'warn']);
const results = [tests('unit'), tests('server'), tests('remote'), tests('e2e')];
if (browserAdvice !== null) process.stderr.write(`\n${browserAdvice}\n`);
close(results);
