import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensurePackages, node24Path, PackageError, root } from './packages.mjs';

/** Node 24 and the packages' programs come first, whatever the system has. */
let environment = process.env;

/** Installs what is missing; from here on the steps run under Node 24. */
export function prepare() {
  try {
    ensurePackages();
    const node = node24Path();
    environment = {
      ...process.env,
      PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(':'),
    };
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    fail(error.message);
  }
}

/** Runs a program and ends everything with its exit code when it fails. */
export function step(title, program, args) {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: environment });
  if (status !== 0) fail(`${title} failed.`, status ?? 1);
}

/** Format, lint and types of all files. */
export function looks() {
  step('format', 'biome', ['check', '.']);
  step('lint', 'oxlint', ['.']);
  step('types', 'tsc', ['--noEmit', '-p', '.']);
}

/** Runs one Vitest project; answers what passed, failed and was left out. */
export function tests(project) {
  process.stdout.write(`\n── tests: ${project}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-results-'));
  const file = join(folder, 'results.json');
  try {
    const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { status } = spawnSync('vitest', args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: environment,
    });
    const results = JSON.parse(readFileSync(file, 'utf8'));
    for (const { assertionResults } of results.testResults) {
      for (const { status: state, fullName } of assertionResults) {
        if (state === 'skipped' || state === 'pending') process.stdout.write(`skipped: ${fullName}\n`);
      }
    }
    const failed = results.numFailedTests + (status !== 0 && results.numFailedTests === 0 ? 1 : 0);
    return { passed: results.numPassedTests, failed, skipped: results.numPendingTests };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Adds results up, prints the closing line and ends. */
export function close(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failed = sum('failed');
  process.stdout.write(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped\n`);
  process.exit(failed === 0 ? 0 : 1);
}

function fail(message, status = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}
