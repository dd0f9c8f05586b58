import { fileOf, isTesting, type Node, type Rule, textOf } from '../rule.ts';

/** What a person sees or hears of an element. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'error',
  'heading',
  'label',
  'legend',
  'message',
  'nothingFoundMessage',
  'placeholder',
  'subtitle',
  'title',
]);
/** Two letters in a row: a word. Signs, numbers and units of one letter stand for themselves. */
const WORD = /\p{L}{2}/u;
/** The program's own name is the same in every language. */
const NAME = 'Nhịp Cầu';
/** What these hold is not language. */
const CODE = new Set(['code', 'kbd', 'pre', 'samp', 'style', 'Code', 'CopyBlock', 'Kbd']);

/** Every word on a screen stands in `i18n/vi.json` and `en.json`, where a test holds the two together. */
export const textsInI18n: Rule = {
  meta: {
    type: 'problem',
    messages: { text: 'Put "{{text}}" into i18n/vi.json and en.json, and show it by t(…).' },
  },
  createOnce(context) {
    function refuse(node: Node, text: string): void {
      if (!WORD.test(text) || text.trim() === NAME) return;
      context.report({ node, messageId: 'text', data: { text: text.trim().replace(/\s+/g, ' ').slice(0, 60) } });
    }
    return {
      before: () => fileOf(context).endsWith('.tsx') && !isTesting(fileOf(context)),
      JSXText(node) {
        if (!isInCode(node)) refuse(node, node.value);
      },
      JSXAttribute(node) {
        if (node.name.type !== 'JSXIdentifier' || !SPOKEN.has(node.name.name)) return;
        const { value } = node;
        const spoken = value?.type === 'JSXExpressionContainer' ? value.expression : value;
        for (const one of valuesOf(spoken)) refuse(one, textOf(one) ?? '');
      },
      JSXExpressionContainer(node) {
        if (node.parent.type === 'JSXAttribute' || isInCode(node)) return;
        for (const one of valuesOf(node.expression)) refuse(one, textOf(one) ?? '');
      },
    };
  },
};

/** What an expression may come to, as far as it is written down: both sides of `a ? b : c`, the right one of `a && b`. */
function* valuesOf(node: Node | null): Generator<Node> {
  if (node?.type === 'ConditionalExpression') {
    yield* valuesOf(node.consequent);
    yield* valuesOf(node.alternate);
  } else if (node?.type === 'LogicalExpression') {
    if (node.operator !== '&&') yield* valuesOf(node.left);
    yield* valuesOf(node.right);
  } else if (node) {
    yield node;
  }
}

function isInCode({ parent }: Node): boolean {
  return (
    parent?.type === 'JSXElement' &&
    parent.openingElement.name.type === 'JSXIdentifier' &&
    CODE.has(parent.openingElement.name.name)
  );
}
