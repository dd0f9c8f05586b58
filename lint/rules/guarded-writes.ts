import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importedFile } from '../place.ts';
import { fileOf, isTesting, type Node, type NodeOf, nodesAround, nodesIn, type Rule, textOf } from '../rule.ts';

type AnyFunction = Extract<Node, { params: unknown; async: boolean }>;
type Call = NodeOf<'CallExpression'>;

/** What asks: is the caller allowed to, or at least who it says; the last three, what it is to one session. */
const ASKING = new Set(['requirePermission', 'requirePerson', 'requireSeat', 'requireDuty', 'requirePreparer']);
const WRITERS = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);
const WRITING = /\b(insert\s+into|update\s+[\w."]+(\s+as\s+\w+)?\s+set|delete\s+from|merge\s+into|truncate)\b/i;

/**
 * A verb that writes asks for the permission first and says in the audit what it changed. Three parts hold it:
 *
 *  - who calls `transact` has asked before, in the same function and on every way there, and its work leaves an audit
 *    row itself or hands its `tx` to a function that does;
 *  - a repo's function that writes takes a `Transaction`, which types tell apart from a mere connection;
 *  - nobody but `transact` opens a transaction.
 *
 * What is rightly otherwise carries its reason: `// oxlint-disable-next-line nhipcau/guarded-writes -- why`.
 */
export const guardedWrites: Rule = {
  meta: {
    type: 'problem',
    messages: {
      asks: 'This writes without having asked: call requirePermission(ctx, …) first, in the same function and not under a condition.',
      audits: 'This writes without leaving an audit row: call tx.audit(…) in it, or hand tx to a function that does.',
      inline: 'Write the work of transact as a function in its place, so that its audit row is seen.',
      opens: 'Open a transaction by transact(ctx, …), which keeps the audit.',
      takes: '{{name}} writes: take a Transaction, so that it is called inside transact(ctx, …) only.',
    },
  },
  createOnce(context) {
    let file = '';
    return {
      before() {
        file = fileOf(context);
        return /^(modules\/[^/]+\/server|app)\/|\.repo\.ts$/.test(file) && !isTesting(file);
      },
      CallExpression(node) {
        if (isCallOf(node, 'transact')) {
          if (!hasAsked(node, context.sourceCode.ast)) context.report({ node, messageId: 'asks' });
          const [, work] = node.arguments;
          if (work?.type !== 'ArrowFunctionExpression' && work?.type !== 'FunctionExpression') {
            context.report({ node, messageId: 'inline' });
          } else if (!audits(work, context.sourceCode.ast, context.cwd, file)) {
            context.report({ node, messageId: 'audits' });
          }
        }
        if (propertyOf(node.callee) === 'transaction') context.report({ node, messageId: 'opens' });
        if (WRITERS.has(propertyOf(node.callee) ?? '')) mustTakeTransaction(node);
      },
      TaggedTemplateExpression(node) {
        if (node.tag.type === 'Identifier' && node.tag.name === 'sql' && WRITING.test(textOf(node.quasi) ?? '')) {
          mustTakeTransaction(node);
        }
      },
    };

    function mustTakeTransaction(node: Node): void {
      const around = outermostFunction(node);
      if (!file.endsWith('.repo.ts') || (around && takesTransaction(around, context.sourceCode.ast))) return;
      const name = (around && nameOf(around)) ?? 'This';
      context.report({ node, messageId: 'takes', data: { name } });
    }
  },
};

/**
 * Does a statement that is always run ask, before the call and in the outermost function around it? A function that
 * only its own file calls may leave that to its callers, if each does.
 */
function hasAsked(call: Call, program: Node, seen: readonly AnyFunction[] = []): boolean {
  const around = outermostFunction(call);
  if (around?.body?.type !== 'BlockStatement' || seen.includes(around)) return false;
  for (const statement of around.body.body) {
    if (statement.end > call.start) break;
    const expression = statement.type === 'ExpressionStatement' ? statement.expression : firstValue(statement);
    if (expression && asks(expression)) return true;
  }
  const name = around.parent.type === 'Program' ? nameOf(around) : null;
  if (name === null) return false;
  const uses = [...nodesIn(program)].filter((node) => isNamed(node, name) && node.parent !== around);
  return (
    uses.length > 0 &&
    uses.every(({ parent: use }) => use?.type === 'CallExpression' && hasAsked(use, program, [...seen, around]))
  );
}

function firstValue(statement: Node): Node | null {
  return statement.type === 'VariableDeclaration' ? (statement.declarations[0]?.init ?? null) : null;
}

function asks(expression: Node): boolean {
  const value = expression.type === 'AwaitExpression' ? expression.argument : expression;
  return value.type === 'CallExpression' && value.callee.type === 'Identifier' && ASKING.has(value.callee.name);
}

/** Does the work call `tx.audit`, or hand its `tx` to a function of this file or of an imported one that does? */
function audits(work: AnyFunction, program: Node, root: string, file: string): boolean {
  const [first] = work.params;
  const tx = first?.type === 'Identifier' ? first.name : '';
  for (const node of nodesIn(work)) {
    if (node.type !== 'CallExpression') continue;
    const { callee } = node;
    if (callee.type === 'MemberExpression' && isNamed(callee.object, tx) && propertyOf(callee) === 'audit') return true;
    if (callee.type !== 'Identifier' || !node.arguments.some((one) => isNamed(one, tx))) continue;
    if (auditsByName(callee.name, program, root, file)) return true;
  }
  return false;
}

function auditsByName(name: string, program: Node, root: string, file: string): boolean {
  for (const node of nodesIn(program)) {
    if (node.type === 'FunctionDeclaration' && node.id?.name === name) {
      return [...nodesIn(node)].some((one) => one.type === 'CallExpression' && propertyOf(one.callee) === 'audit');
    }
    if (node.type !== 'ImportDeclaration') continue;
    const specifier = node.specifiers.find((one) => one.local.name === name);
    const imported = specifier && importedFile(file, node.source.value);
    if (!imported) continue;
    // The file is formatted: a function of its first level ends at the next line that is a closing brace alone.
    const text = readFileSync(join(root, imported), 'utf8');
    const [body = ''] = new RegExp(`function ${name}\\b.*?\\n}\\n`, 's').exec(text) ?? [];
    return body.includes('.audit(');
  }
  return false;
}

function outermostFunction(node: Node): AnyFunction | null {
  let outermost: AnyFunction | null = null;
  for (const around of nodesAround(node)) {
    if (
      around.type === 'FunctionDeclaration' ||
      around.type === 'FunctionExpression' ||
      around.type === 'ArrowFunctionExpression'
    ) {
      outermost = around;
    }
  }
  return outermost;
}

function takesTransaction(around: AnyFunction, program: Node): boolean {
  return around.params.some((param) => {
    const type = 'typeAnnotation' in param ? param.typeAnnotation?.typeAnnotation : null;
    return type ? isTransaction(type, program) : false;
  });
}

/** `Transaction<…>`, or a name that this file gives it. */
function isTransaction(type: Node, program: Node): boolean {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  const { name } = type.typeName;
  if (name === 'Transaction') return true;
  return [...nodesIn(program)].some(
    (node) =>
      node.type === 'TSTypeAliasDeclaration' && node.id.name === name && isTransaction(node.typeAnnotation, program),
  );
}

function nameOf(around: AnyFunction): string | null {
  if (around.type !== 'ArrowFunctionExpression' && around.id) return around.id.name;
  const { parent } = around;
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null;
}

function isCallOf(node: Call, name: string): boolean {
  return isNamed(node.callee, name);
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function propertyOf(callee: Node): string | null {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : null;
}
