import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importedFile, type Place, placeOf } from '../place.ts';
import { fileOf, isTesting, type Node, type Rule, textOf } from '../rule.ts';

/** What a module shows: to other modules, and to `app`, which composes the pages. */
const DOORS = new Set(['server/index.ts', 'web/index.ts', 'web/door/index.ts']);

/**
 * Arrows go one way: app → modules → platform. A module is entered by its doors, and only by modules that stand after
 * it in `app/modules.ts`. Server and web meet in contracts and errors.
 */
export const layers: Rule = {
  meta: { type: 'problem', messages: { refused: '{{why}}' } },
  createOnce(context) {
    let file = '';
    let from: Place;
    let order: readonly string[] = [];

    function look(node: Node, source: Node | null | undefined): void {
      const specifier = textOf(source);
      if (specifier === undefined) return;
      const imported = importedFile(file, specifier);
      if (imported === null) return;
      const to = placeOf(imported);
      const why =
        refusedArrow(from, to, order) ??
        refusedSide(from, to) ??
        refusedTesting(file, imported) ??
        refusedSpelling(from, to, specifier);
      if (why !== null) context.report({ node, messageId: 'refused', data: { why } });
    }

    return {
      before() {
        file = fileOf(context);
        from = placeOf(file);
        if (from.room === 'outside') return false;
        order = moduleOrder(context.cwd);
        return true;
      },
      ImportDeclaration: (node) => look(node, node.source),
      ExportAllDeclaration: (node) => look(node, node.source),
      ExportNamedDeclaration: (node) => look(node, node.source),
      ImportExpression: (node) => look(node, node.source),
      TSImportType: (node) => look(node, node.source),
    };
  },
};

function refusedArrow(from: Place, to: Place, order: readonly string[]): string | null {
  if (to.room === 'outside') return 'Programs and tests beside the node are not part of it.';
  const rank = { platform: 0, modules: 1, app: 2, outside: 3 };
  if (rank[to.room] > rank[from.room]) {
    return `Arrows go app → modules → platform; ${from.room} does not reach up into ${to.room}.`;
  }
  if (to.room !== 'modules' || to.module === from.module) return null;
  if (!DOORS.has(to.path)) return `The module ${to.module} is entered by its server/index.ts or web/index.ts only.`;
  if (from.room !== 'modules') return null;
  if (order.indexOf(to.module) < order.indexOf(from.module)) return null;
  return `The module ${to.module} does not stand before ${from.module} in app/modules.ts; only later modules call earlier ones.`;
}

function refusedSide(from: Place, to: Place): string | null {
  if (to.side === 'build') return from.side === 'build' ? null : 'Plugins of the bundler are for vite.config.ts.';
  switch (from.side) {
    case 'server':
      return to.side === 'web' ? 'The server never imports screens.' : null;
    case 'web':
      return to.side === 'server' ? 'Screens never import the server: they ask it by a contract.' : null;
    case 'face':
      return to.side === 'face' ? null : `Contracts and errors are read by server and web alike; they import neither.`;
    case 'build':
      return to.side === 'face' ? null : 'Plugins of the bundler know neither server nor screens.';
    default:
      return null;
  }
}

function refusedTesting(file: string, imported: string): string | null {
  return isTesting(imported) && !isTesting(file) ? 'What helps tests is for tests only.' : null;
}

function refusedSpelling(from: Place, to: Place, specifier: string): string | null {
  const inside = from.room === to.room && from.module === to.module;
  if (inside && specifier.startsWith('#')) return 'Inside a room imports are relative.';
  if (!inside && specifier.startsWith('.')) {
    return `Across rooms an import starts with # and the room: #${[to.room, to.module, to.path].filter(Boolean).join('/')}.`;
  }
  return null;
}

const orders = new Map<string, readonly string[]>();

/** The modules in their order in `app/modules.ts`: the list there names each by the name under which it is imported. */
function moduleOrder(root: string): readonly string[] {
  const known = orders.get(root);
  if (known) return known;
  const text = readFileSync(join(root, 'app/modules.ts'), 'utf8');
  const [, list = ''] = /modules[^=]*=\s*\[([^\]]*)\]/.exec(text) ?? [];
  const names = list.split(',').map((name) => name.trim());
  const folders = new Map(
    [...text.matchAll(/import \{ (\w+) \} from '#modules\/([\w-]+)\/server\/index\.ts'/g)].map(
      ([, name = '', folder = '']) => [name, folder],
    ),
  );
  const order = names.map((name) => folders.get(name)).filter((folder) => folder !== undefined);
  orders.set(root, order);
  return order;
}
