import { tryRule } from '../testing.ts';
import { settingsOnlyInConfig } from './settings-only-in-config.ts';

const message = /platform\/server\/config only/;

tryRule('settings-only-in-config', settingsOnlyInConfig, {
  silent: [
    ['platform/server/config/config.ts', 'export const load = (environment = process.env) => environment;'],
    ['scripts/steps.mjs', 'const path = process.env.PATH;'],
    ['vite.config.ts', 'const port = process.env.PORT;'],
    ['e2e/support/node.ts', 'const path = process.env.PATH;'],
    ['app/node.ts', 'const { argv, pid } = process; export const all = [argv, pid, process.exitCode];'],
    ['app/node.ts', 'interface Config { env: string } export const read = (config: Config) => config.env;'],
  ],
  fires: [
    ['app/node.ts', 'export const port = process.env.PORT;', message],
    ['platform/server/http/server.ts', "export const port = process['env'];", message],
    ['platform/server/http/server.ts', 'export const all = globalThis.process.env;', message],
    ['modules/usage/server/demo.ts', 'const { env } = process;', message],
    ['modules/usage/server/demo.ts', "import { env } from 'node:process';", message],
    ['modules/usage/web/index.ts', 'export const mode = import.meta.env.MODE;', message],
  ],
});
