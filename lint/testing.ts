import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';
import type { Rule } from './rule.ts';

RuleTester.describe = describe;
RuleTester.it = it;

/** A file of the project and its text. */
export type Sample = readonly [file: string, code: string];

/** Proves that a rule stays silent over some files and fires, once a file, over others. */
export function tryRule(
  name: string,
  rule: Rule,
  samples: { silent: readonly Sample[]; fires: readonly (readonly [file: string, code: string, message: RegExp])[] },
  cwd = '/project',
): void {
  const title = (file: string, code: string) => `${file}: ${code.trim()}`;
  new RuleTester({ cwd }).run(name, rule, {
    valid: samples.silent.map(([file, code]) => ({ name: title(file, code), filename: file, code })),
    invalid: samples.fires.map(([file, code, message]) => ({
      name: title(file, code),
      filename: file,
      code,
      errors: [{ message }],
    })),
  });
}
