import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { ConnectionPart } from '../../contract.ts';

export interface Found {
  found: ConnectionPart[];
  missing: ConnectionPart[];
  client: 'govaq' | 'paq' | null;
  /** A code that stands where this site's should. */
  otherCode: string | null;
}

const PARTS: readonly ConnectionPart[] = ['queue', 'address', 'site_code', 'tracker_url'];

/**
 * Looks for the snippet in a page, by the rule of public scanners: one inline script uses the queue, names the tracker or the
 * embed address, and gives both a site code and a tracker address; both may stand in variables. The best script counts.
 */
export function findSnippet(html: string, expected: { code: number; hosts: readonly string[] }): Found {
  const results = inlineScripts(html).map((script) => readScript(script, expected));
  const best = results.toSorted((a, b) => b.found.length - a.found.length)[0];
  return best?.found.includes('queue') ? best : { found: [], missing: [...PARTS], client: null, otherCode: null };
}

function readScript(script: string, { code, hosts }: { code: number; hosts: readonly string[] }): Found {
  const client = /\b_govaq\b/.test(script) ? 'govaq' : /\b_paq\b/.test(script) ? 'paq' : null;
  const given = argumentOf(script, 'setSiteId')?.match(/\d+/)?.[0] ?? null;
  const address = argumentOf(script, 'setTrackerUrl');
  const ours = (text: string) => hosts.some((host) => text.includes(`//${host}/`));
  const holds: Record<ConnectionPart, boolean> = {
    queue: client !== null,
    address: ours(script),
    site_code: given === String(code),
    tracker_url: address !== null && ours(address),
  };
  return {
    found: PARTS.filter((part) => holds[part]),
    missing: PARTS.filter((part) => !holds[part]),
    client,
    otherCode: given !== null && given !== String(code) ? given : null,
  };
}

/** What a queue entry is given: its literals joined, with variables replaced by the literals they were set to. */
function argumentOf(script: string, command: string): string | null {
  const entry = new RegExp(`['"]${command}['"]\\s*,\\s*([^\\])]+)[\\])]`).exec(script);
  if (!entry?.[1]) return null;
  const parts = entry[1].split('+').map((part) => valueOf(script, part.trim(), 3));
  return parts.join('');
}

/** The value of a literal or of a variable that is set to one; a chain of variables is followed a few steps. */
function valueOf(script: string, expression: string, steps: number): string {
  const literal = /^(['"`])(.*)\1$/.exec(expression);
  if (literal) return literal[2] ?? '';
  if (/^\d+$/.test(expression)) return expression;
  if (steps === 0 || !/^[\w$.]+$/.test(expression)) return '';
  const name = expression.replace(/[.$]/g, '\\$&');
  const set = new RegExp(
    `(?<![\\w$.])${name}\\s*[=:]\\s*((['"\`]).*?\\2|\\d+|[\\w$.]+)((?:\\s*\\+\\s*(?:(['"\`]).*?\\4|[\\w$.]+))*)`,
  ).exec(script);
  if (!set?.[1]) return '';
  return [set[1], ...(set[3] ?? '').split('+').slice(1)]
    .map((part) => valueOf(script, part.trim(), steps - 1))
    .join('');
}

/** The texts of all scripts that stand in the page itself. */
function inlineScripts(html: string): string[] {
  const scripts: string[] = [];
  const open: DefaultTreeAdapterTypes.Node[] = [parse(html, { scriptingEnabled: true })];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('content' in node) open.push(node.content);
    if (!('childNodes' in node)) continue;
    open.push(...node.childNodes.toReversed());
    if (node.nodeName !== 'script' || ('attrs' in node && node.attrs.some(({ name }) => name === 'src'))) continue;
    scripts.push(node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''));
  }
  return scripts;
}
