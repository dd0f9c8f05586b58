import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/*
 * The browser of the tests is the system's own: `CHROME_PATH` where that is set, else the usual names. Where it is
 * missing, `npm test` installs the distribution's package if it may, and otherwise says the one command to run.
 */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_MACOS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What the machine is, as far as it matters here. */
export function thisMachine() {
  const chosen = process.env.CHROME_PATH || undefined;
  const system = process.platform === 'darwin' ? 'macos' : distribution();
  const inPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const usual = [
    ...NAMES.flatMap((name) => inPath.map((folder) => join(folder, name))),
    ...(system === 'macos' ? ON_MACOS : []),
  ];
  return {
    system,
    root: process.getuid?.() === 0,
    chosen,
    chosenRuns: chosen !== undefined && isProgram(chosen),
    found: usual.find(isProgram),
  };
}

/**
 * What is to be done for a browser: nothing, because `program` is there; run `commands`; or `tell` a person. A setting
 * that leads nowhere is told and never passed over.
 */
export function planBrowser({ system, root, chosen, chosenRuns, found }) {
  if (chosen !== undefined) {
    return chosenRuns
      ? { program: chosen }
      : { tell: `CHROME_PATH is "${chosen}", which is no program: set it to a Chromium or Chrome, or unset it.` };
  }
  if (found !== undefined) return { program: found };
  if (!root || !(system in INSTALL)) return { tell: missing(system) };
  return {
    commands: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    ],
  };
}

/** The program of the browser. @throws Error with the one command to run */
export function requireBrowser() {
  const { program, tell } = planBrowser(thisMachine());
  if (program !== undefined) return program;
  throw new Error(tell ?? missing(thisMachine().system));
}

/** Before the tests: installs a browser where that is allowed. Answers null, or what a person has to do. */
export function ensureBrowser() {
  const { commands = [], tell } = planBrowser(thisMachine());
  if (tell !== undefined) return tell;
  for (const [program, ...args] of commands) {
    process.stdout.write(`\n── browser: ${program} ${args.join(' ')}\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
    // An old list of packages may still name one that can be fetched: only the installation decides.
    if (status !== 0) process.stdout.write(`${stdout ?? ''}${stderr ?? ''}`.split('\n').slice(-8).join('\n'));
  }
  return planBrowser(thisMachine()).program === undefined ? missing(thisMachine().system) : null;
}

/** Systems whose package we know, and how a person installs it there. Ubuntu's own package is a snap. */
const INSTALL = {
  debian: 'sudo apt-get install -y --no-install-recommends chromium',
  ubuntu: 'sudo snap install chromium',
};
const BY_HAND = { ...INSTALL, macos: 'brew install --cask google-chrome' };

function missing(system) {
  const how = BY_HAND[system];
  return how === undefined
    ? 'The browser tests need Chromium or Chrome: install it, or set CHROME_PATH to its program.'
    : `The browser tests need Chromium or Chrome. Run: ${how}`;
}

/** `debian`, `ubuntu`, or what else the system calls itself; a system made from Debian counts as Debian. */
export function systemOf(osRelease) {
  const value = (key) => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  const id = value('ID');
  return id in INSTALL
    ? id
    : (value('ID_LIKE')
        .split(' ')
        .find((like) => like in INSTALL) ??
        (id || 'unknown'));
}

function distribution() {
  try {
    return systemOf(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return process.platform;
  }
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
