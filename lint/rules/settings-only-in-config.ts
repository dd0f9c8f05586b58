import { fileOf, type Node, type Rule } from '../rule.ts';

/** Programs that run beside the node, and the one module that reads its settings. */
const MAY = /^(platform\/server\/config|platform\/web\/build|scripts|e2e|bench|lint)\/|^[\w.]+\.ts$/;

/** `process.env` is read by one module, so that a wrong setting stops the start with a sentence that names it. */
export const settingsOnlyInConfig: Rule = {
  meta: {
    type: 'problem',
    messages: {
      environment: 'Settings are read in platform/server/config only: add this one there and take it from the config.',
    },
  },
  createOnce(context) {
    const refuse = (node: Node) => context.report({ node, messageId: 'environment' });
    return {
      before: () => !MAY.test(fileOf(context)),
      MemberExpression(node) {
        const name =
          node.property.type === 'Identifier' && !node.computed ? node.property.name : valueOf(node.property);
        if (name !== 'env') return;
        if (isProcess(node.object) || node.object.type === 'MetaProperty') refuse(node);
      },
      VariableDeclarator(node) {
        if (node.id.type !== 'ObjectPattern' || !isProcess(node.init)) return;
        if (node.id.properties.some((one) => one.type === 'Property' && isNamed(one.key, 'env'))) refuse(node);
      },
      ImportSpecifier(node) {
        if (!isNamed(node.imported, 'env') || node.parent.type !== 'ImportDeclaration') return;
        if (/^(node:)?process$/.test(node.parent.source.value)) refuse(node);
      },
    };
  },
};

/** `process` or `globalThis.process`. */
function isProcess(node: Node | null | undefined): boolean {
  if (node?.type === 'MemberExpression') return isNamed(node.property, 'process') && isNamed(node.object, 'globalThis');
  return isNamed(node, 'process');
}

function isNamed(node: Node | null | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name;
}

function valueOf(node: Node): unknown {
  return node.type === 'Literal' ? node.value : undefined;
}
