#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cacheFolder, ensurePackages, node24Path, PackageError, root } from './packages.mjs';

/**
 * The first thing that runs on a fresh machine. It installs what is missing and hands over to `app/cli.ts` under
 * Node 24. Flags that are settings become environment variables here, because they are the same settings.
 */
const SETTINGS = { port: 'PORT', data: 'NHIPCAU_DATA', services: 'NHIPCAU_SERVICES' };

function readArguments(given) {
  const rest = [];
  const environment = {};
  for (let index = 0; index < given.length; index++) {
    const [, name, inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(given[index]) ?? [];
    const setting = SETTINGS[name];
    if (setting === undefined) {
      rest.push(given[index]);
      continue;
    }
    const value = inline ?? given[++index];
    if (!value) throw new PackageError(`--${name} needs a value: --${name}=…`);
    environment[setting] = value;
  }
  return { rest, environment };
}

/** Runs Node 24 in our place: its signals, its terminal, its exit code. */
function handOver(node, args, environment) {
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`Node 24 could not be run: ${error.message}. Run "npm ci" again.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

try {
  const { rest, environment } = readArguments(process.argv.slice(2));
  ensurePackages();
  handOver(node24Path(), ['--disable-warning=ExperimentalWarning', join(root, 'app', 'cli.ts'), ...rest], {
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(cacheFolder(), 'compiled'),
    // Memory that the loading of data has used goes back to the system; the C library would keep it.
    MALLOC_ARENA_MAX: '2',
    MALLOC_TRIM_THRESHOLD_: '131072',
    ...environment,
  });
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  stop(error.message);
}
