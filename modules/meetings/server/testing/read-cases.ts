import { readFileSync } from 'node:fs';

/** Cases of one file beside `cases/README.md`, in their order. */
export function readCases<Case>(name: string): (Case & { case: string; differs?: string; same_for?: string[] })[] {
  return JSON.parse(readFileSync(new URL(`./cases/${name}.json`, import.meta.url), 'utf8'));
}

const IDS = new Map<string, string>();

/** Our identifiers for those of the cases: `o1` is always the same one. Words that are no identifier stay. */
export function idOf(name: string): string {
  if (!/^o\d+$/.test(name)) return name;
  const known = IDS.get(name) ?? `00000000-0000-4000-8000-${name.slice(1).padStart(12, '0')}`;
  IDS.set(name, known);
  return known;
}
