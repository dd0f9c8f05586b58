import { fitOf } from '../../fold.ts';
import type { Found, WebModule } from '../../module.ts';

/** Screens offered at most. */
const MOST = 8;

/** The screens that this person may open, by the words of their menu. */
export function screensOf(
  modules: readonly WebModule[],
  permissions: ReadonlySet<string>,
  text: (namespace: string, key: string) => string,
): Found[] {
  const own: Found[] = [
    { key: '/', title: text('platform', 'shell.myWork'), path: '/' },
    { key: '/help', title: text('platform', 'help.title'), path: '/help' },
    { key: '/api-docs', title: text('platform', 'shell.apiDocs'), path: '/api-docs' },
    { key: '/kit', title: text('platform', 'shell.kit'), path: '/kit' },
  ];
  const theirs = modules.flatMap(({ name, wheel, nav }) =>
    nav
      .filter(({ permission }) => permission === undefined || permissions.has(permission))
      .map(({ path, label }) => ({ key: path, title: text(name, label), hint: text(name, wheel.label), path })),
  );
  return [...theirs, ...own];
}

/** Those whose name holds the words, the better first; without words all. */
export function matchScreens(screens: readonly Found[], words: string): Found[] {
  const fits = screens.map((screen) => ({ screen, fit: fitOf(`${screen.title} ${screen.hint ?? ''}`, words) }));
  return fits
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, MOST)
    .map(({ screen }) => screen);
}
