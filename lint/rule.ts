import { relative, sep } from 'node:path';
import type { RuleTester } from 'oxlint/plugins-dev';

/** A rule as oxlint takes it: made once, run on each file. */
export type Rule = Extract<Parameters<RuleTester['run']>[1], { createOnce: unknown }>;
export type RuleContext = Parameters<Rule['createOnce']>[0];

type Visitor = ReturnType<Rule['createOnce']>;
/** A node of the syntax tree (ESTree, with `parent`). */
export type Node = Parameters<NonNullable<Visitor['*']>>[0];
export type NodeOf<Type extends Node['type']> = Extract<Node, { type: Type }>;

/** The file under the rule, from the root of the project on, with `/`. */
export function fileOf(context: RuleContext): string {
  return relative(context.cwd, context.filename).split(sep).join('/');
}

/** A test, or what only tests use. */
export function isTesting(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /(^|\/)testing(\/|[-.])/.test(file) || /^(e2e|bench|lint)\//.test(file);
}

/** A node and all below it. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesIn(child);
  }
}

/** The nodes around one, the nearest first. */
export function* nodesAround(node: Node): Generator<Node> {
  for (let around = node.parent as Node | null; around; around = around.parent as Node | null) yield around;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The text of a string that needs no running to be known. */
export function textOf(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.raw).join(' ');
  return undefined;
}
