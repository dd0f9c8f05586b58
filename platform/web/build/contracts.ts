import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const CONTRACT = /\/(modules\/[\w-]+\/contract(\/[\w-]+)?|platform\/contracts\/[\w-]+)\.ts$/;

/**
 * Sends contracts to the browser without their schemas: of each route its method and path, of an enum its options, of
 * a constant its value. So a screen imports a contract with all its types and pays 0.3 kB, not the 27 of zod (gzip).
 * A function comes as it is written and must use nothing but its arguments (`siteTopic`). A schema itself does not come
 * along; who imports one gets a build error.
 */
export function bareContracts(): Plugin {
  return {
    name: 'nhipcau:bare-contracts',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?', 1)[0] as string;
      if (!CONTRACT.test(file)) return null;
      this.addWatchFile(file);
      // Node strips the types itself; the stamp makes it read a changed file anew.
      const contract: Record<string, unknown> = await import(`${pathToFileURL(file).href}?at=${Date.now()}`);
      return Object.entries(contract)
        .map(([name, value]) => [name, sourceOf(value)] as const)
        .filter(([, source]) => source !== undefined)
        .map(([name, source]) => `export const ${name} = ${source};`)
        .join('\n');
    },
  };
}

function sourceOf(value: unknown): string | undefined {
  return typeof value === 'function' ? value.toString() : JSON.stringify(bareOf(value));
}

/** What stays of an export; undefined when nothing does. */
export function bareOf(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if ('_zod' in value) return 'options' in value && isTexts(value.options) ? { options: value.options } : undefined;
  const routes = Object.entries(value);
  if (Array.isArray(value) || !routes.every(([, route]) => isRoute(route))) return plainOf(value);
  return Object.fromEntries(routes.map(([name, { method, path }]) => [name, { method, path }]));
}

function isRoute(value: unknown): value is { method: string; path: string } {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function plainOf(value: object): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}
