import { isIP } from 'node:net';
import { withoutEscapes } from './escapes.ts';
import type { LineParser, LogFormat, LogLine, Parsed } from './log-line.ts';
import { readRequest } from './request-line.ts';

/*
 * The formats that Apache and nginx share. https://httpd.apache.org/docs/2.4/logs.html names them:
 *   common          %h %l %u %t "%r" %>s %b
 *   combined        … "%{Referer}i" "%{User-agent}i"
 *   vhost_…         %v or %v:%p in front
 * What other fields stand behind (times, X-Forwarded-For) is left alone.
 */
const TEXT = '"((?:[^"\\\\]|\\\\.)*)"';
const COMMON = `(\\S+) \\S+ (?:\\S+|[^\\[]{1,200}) \\[([^\\]]{1,40})\\] ${TEXT} (\\d{3}) (?:\\d+|-)`;
const TAIL = ` ${TEXT} ${TEXT}`;
const SHAPES: Record<Exclude<LogFormat, 'iis'>, RegExp> = {
  common: new RegExp(`^()${COMMON}(?: |$)`),
  combined: new RegExp(`^()${COMMON}${TAIL}`),
  vhost_common: new RegExp(`^(\\S+) ${COMMON}(?: |$)`),
  vhost_combined: new RegExp(`^(\\S+) ${COMMON}${TAIL}`),
};

export function apacheParser(format: Exclude<LogFormat, 'iis'>): LineParser {
  const shape = SHAPES[format];
  const withHost = format.startsWith('vhost');
  const timeOf = openTimes();
  return {
    parse(text): Parsed {
      if (text === '' || text.startsWith('#')) return null;
      const found = shape.exec(text);
      if (found === null) return 'shape';
      const [, host = '', address = '', time = '', request = '', status = '', referrer = '-', agent = '-'] = found;
      // Where the host is told, the caller is an address; a line without it would have shifted by one.
      if (withHost && isIP(address) === 0) return 'shape';
      const at = timeOf(time);
      if (at === undefined) return 'time';
      const asked = readRequest(request);
      if (asked === null) return 'request';
      return {
        address,
        at,
        method: asked.method,
        target: asked.target,
        status: Number(status),
        host: host || asked.host,
        referrer: textOrNone(referrer),
        userAgent: textOrNone(agent),
      } satisfies LogLine;
    },
  };
}

function textOrNone(text: string): string {
  return text === '-' ? '' : withoutEscapes(text);
}

const TIME = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads `25/Nov/2026:09:05:07 +0700`; the last answer is kept, for lines of one second stand together. */
function openTimes(): (text: string) => number | undefined {
  let last = '';
  let answer: number | undefined;
  return (text) => {
    if (text !== last) {
      last = text;
      answer = momentOf(text);
    }
    return answer;
  };
}

function momentOf(text: string): number | undefined {
  const [, day, name, year, hour, minute, second, sign, hours, minutes] = TIME.exec(text) ?? [];
  const month = MONTHS.indexOf(name ?? '') + 1;
  if (month === 0) return undefined;
  const local = Date.parse(`${year}-${String(month).padStart(2, '0')}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(local) || new Date(local).getUTCDate() !== Number(day)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '+' ? local - offset : local + offset;
}
