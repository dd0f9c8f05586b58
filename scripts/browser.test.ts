import { expect, test } from 'vitest';
import { type Machine, planBrowser, systemOf } from './browser.mjs';

const bare: Machine = { system: 'debian', root: true, chosenRuns: false };

test('a browser that is there is used, the chosen one first', () => {
  expect(planBrowser({ ...bare, found: '/usr/bin/chromium' })).toEqual({ program: '/usr/bin/chromium' });
  expect(planBrowser({ ...bare, chosen: '/opt/chrome', chosenRuns: true, found: '/usr/bin/chromium' })).toEqual({
    program: '/opt/chrome',
  });
});

test('a choice that leads nowhere is told, though another browser is there', () => {
  const { tell, program } = planBrowser({ ...bare, chosen: '/opt/gone', found: '/usr/bin/chromium' });
  expect(program).toBeUndefined();
  expect(tell).toContain('CHROME_PATH is "/opt/gone"');
});

test('root on Debian and Ubuntu installs the package', () => {
  for (const system of ['debian', 'ubuntu']) {
    expect(planBrowser({ ...bare, system }).commands).toEqual([
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    ]);
  }
});

test('who may not install is told the one command', () => {
  const told = (system: string, root: boolean) => planBrowser({ ...bare, system, root });
  expect(told('debian', false)).toEqual({
    tell: 'The browser tests need Chromium or Chrome. Run: sudo apt-get install -y --no-install-recommends chromium',
  });
  expect(told('ubuntu', false).tell).toContain('Run: sudo snap install chromium');
  expect(told('macos', false).tell).toContain('Run: brew install --cask google-chrome');
  expect(told('fedora', true).tell).toContain('set CHROME_PATH');
});

test('the system is what it calls itself, or what it is made from', () => {
  expect(systemOf('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n')).toBe('debian');
  expect(systemOf('ID=ubuntu\nID_LIKE=debian\n')).toBe('ubuntu');
  expect(systemOf('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe('ubuntu');
  expect(systemOf('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n')).toBe('opensuse-leap');
  expect(systemOf('')).toBe('unknown');
});
