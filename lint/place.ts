import { posix } from 'node:path';

/**
 * Where a file stands in the house. `side` is what it runs as: a `face` (contracts, errors) and `texts` serve both the
 * server and the web; `build` are plugins of the bundler.
 */
export interface Place {
  room: 'app' | 'modules' | 'platform' | 'outside';
  /** The module's name; empty outside modules. */
  module: string;
  side: 'server' | 'web' | 'face' | 'texts' | 'build' | 'app' | 'outside';
  /** The path inside the module or room: `server/index.ts`. */
  path: string;
}

export function placeOf(file: string): Place {
  const [room = '', ...rest] = file.split('/');
  switch (room) {
    case 'app':
      return { room, module: '', side: 'app', path: rest.join('/') };
    case 'platform':
      return { room, module: '', side: sideOf(rest), path: rest.join('/') };
    case 'modules': {
      const [module = '', ...inside] = rest;
      return { room, module, side: sideOf(inside), path: inside.join('/') };
    }
    default:
      return { room: 'outside', module: '', side: 'outside', path: file };
  }
}

function sideOf([first = '', second]: readonly string[]): Place['side'] {
  if (first === 'server') return 'server';
  if (first === 'web') return second === 'build' ? 'build' : 'web';
  return first === 'i18n' ? 'texts' : 'face';
}

/** The file that an import names, from the root of the project on; null for a package. */
export function importedFile(from: string, specifier: string): string | null {
  const [path = ''] = specifier.split('?');
  if (path.startsWith('#')) return path.slice(1);
  return path.startsWith('.') ? posix.join(posix.dirname(from), path) : null;
}
