import { asAddress } from './escapes.ts';
import type { LineParser, LogLine, Parsed } from './log-line.ts';

/*
 * The extended format of W3C as IIS writes it: times in UTC, `+` for spaces within a field, `-` for nothing.
 * https://www.w3.org/TR/WD-logfile names the directives; the fields of a line are those of the last `#Fields`.
 */
const FIELDS = '#Fields:';
const NEEDED = ['date', 'time', 'c-ip', 'cs-method', 'cs-uri-stem', 'sc-status'] as const;

export function iisParser(): LineParser {
  let places: Places | null = null;
  return {
    parse(text): Parsed {
      if (text === '') return null;
      if (text.startsWith('#')) {
        if (text.startsWith(FIELDS)) places = placesOf(text.slice(FIELDS.length));
        return null;
      }
      if (places === null) return 'fields';
      const parts = text.split(' ');
      if (parts.length !== places.count) return 'fields';
      const { of } = places;
      const at = momentOf(valueOf(parts, of, 'date'), valueOf(parts, of, 'time'));
      if (at === undefined) return 'time';
      const method = valueOf(parts, of, 'cs-method');
      const stem = valueOf(parts, of, 'cs-uri-stem');
      const status = Number(valueOf(parts, of, 'sc-status'));
      if (!/^[A-Z]{3,20}$/.test(method) || !stem.startsWith('/')) return 'request';
      if (!Number.isInteger(status)) return 'shape';
      const query = valueOf(parts, of, 'cs-uri-query');
      return {
        address: valueOf(parts, of, 'c-ip'),
        at,
        method,
        target: asAddress(query === '' ? stem : `${stem}?${query}`),
        status,
        host: valueOf(parts, of, 'cs-host'),
        referrer: valueOf(parts, of, 'cs(Referer)'),
        userAgent: valueOf(parts, of, 'cs(User-Agent)').replaceAll('+', ' '),
      } satisfies LogLine;
    },
  };
}

interface Places {
  of: ReadonlyMap<string, number>;
  count: number;
}

function placesOf(names: string): Places | null {
  const list = names.split(/\s+/).filter((name) => name !== '');
  const of = new Map(list.map((name, place) => [name, place]));
  return NEEDED.every((name) => of.has(name)) ? { of, count: list.length } : null;
}

function valueOf(parts: readonly string[], of: ReadonlyMap<string, number>, name: string): string {
  const place = of.get(name);
  const value = place === undefined ? '-' : (parts[place] as string);
  return value === '-' ? '' : value;
}

function momentOf(date: string, time: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}:\d{2}(?:\.\d+)?$/.test(time)) return undefined;
  const at = Date.parse(`${date}T${time}Z`);
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(date) ? undefined : at;
}
