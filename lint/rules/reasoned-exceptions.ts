import type { Rule } from '../rule.ts';

const EXCEPTION = /^\s*(oxlint|eslint)-disable/;
/** ` -- ` and at least three words. */
const REASON = /\s--\s+\S+\s+\S+\s+\S+/;

/** Who leaves a rule says why, where it is left. */
export const reasonedExceptions: Rule = {
  meta: {
    type: 'problem',
    messages: { reason: 'Say why this rule does not hold here: // oxlint-disable-next-line rule -- the reason.' },
  },
  createOnce(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (EXCEPTION.test(comment.value) && !REASON.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: 'reason' });
          }
        }
      },
    };
  },
};
