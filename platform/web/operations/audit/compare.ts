/** One field of a record, before and after. */
export interface ComparedField {
  /** `domains`, `contact.phone`. */
  path: string;
  before: string | null;
  after: string | null;
  changed: boolean;
}

/** Lays two JSON values side by side, field by field: what is in both in its order, what is new behind. */
export function compare(before: unknown, after: unknown): ComparedField[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((path) => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null];
    return { path, before: was, after: is, changed: was !== is };
  });
}

function flat(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map(path === '' ? [] : [[path, '–']]);
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)) {
    return new Map([[path, value.join('\n') || '–']]);
  }
  if (typeof value !== 'object') return new Map([[path, typeof value === 'string' ? value : JSON.stringify(value)]]);
  const inner = Array.isArray(value) ? value.map((one, i) => [String(i + 1), one] as const) : Object.entries(value);
  return new Map(inner.flatMap(([key, one]) => [...flat(one, path === '' ? key : `${path}.${key}`)]));
}
