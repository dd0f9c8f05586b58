import { fileOf, isTesting, type Node, type Rule, textOf } from '../rule.ts';

/** Where statements to PostgreSQL stand; in the platform, the folders that are its stores. */
const POSTGRES =
  /\.repo\.ts$|^modules\/[^/]+\/server\/migrations\/|^platform\/server\/(audit|clickhouse|database|events|jobs)\//;
/** Where questions to ClickHouse stand: reports, each with its question; else a file of its own. */
const CLICKHOUSE = /\.clickhouse\.ts$|^modules\/[^/]+\/server\/reports\/|^platform\/server\/clickhouse\//;

const BUILDERS = new Set(['selectFrom', 'selectNoFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);

/** A text that reads as a statement; as this house writes them, in small letters. */
const STATEMENT =
  /^\s*(select\s.+\sfrom\s|select\s+\w+\(|insert\s+into\s|update\s+[\w.]+\s+set\s|delete\s+from\s|(create|alter|drop)\s+(table|index|schema|view|role|database)\s|with\s+\w+\s+as\s+\()/s;

/** Statements stand where they can be read together, and where the limits of a module are seen: in repos. */
export const sqlOnlyInRepos: Rule = {
  meta: {
    type: 'problem',
    messages: {
      postgres: 'SQL stands in *.repo.ts and migrations only: move this there and call it by a name.',
      clickhouse: 'Questions to ClickHouse stand in reports/ and *.clickhouse.ts only.',
    },
  },
  createOnce(context) {
    let file = '';
    const asksStores = () => POSTGRES.test(file) || CLICKHOUSE.test(file);

    function lookAtText(node: Node): void {
      if (!asksStores() && STATEMENT.test(textOf(node) ?? '')) context.report({ node, messageId: 'postgres' });
    }

    return {
      before() {
        file = fileOf(context);
        return /^(app|modules|platform)\//.test(file) && !isTesting(file);
      },
      ImportDeclaration(node) {
        const source = node.source.value;
        if (/^pg(-native)?$/.test(source) && node.importKind !== 'type' && !file.startsWith('platform/server/')) {
          context.report({ node, messageId: 'postgres' });
        }
        for (const specifier of node.specifiers) {
          const name = specifier.type === 'ImportSpecifier' ? textOfName(specifier.imported) : '';
          if (source === 'kysely' && name === 'sql' && !POSTGRES.test(file)) {
            context.report({ node: specifier, messageId: 'postgres' });
          }
          if (name === 'defineQuery' && !CLICKHOUSE.test(file)) {
            context.report({ node: specifier, messageId: 'clickhouse' });
          }
        }
      },
      CallExpression({ callee }) {
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || POSTGRES.test(file)) return;
        if (BUILDERS.has(callee.property.name)) context.report({ node: callee, messageId: 'postgres' });
      },
      Literal: lookAtText,
      TemplateLiteral: lookAtText,
    };
  },
};

function textOfName(node: Node): string {
  return node.type === 'Identifier' ? node.name : (textOf(node) ?? '');
}
