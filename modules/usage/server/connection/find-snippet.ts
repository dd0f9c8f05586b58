import { Tokenizer, TokenizerMode } from 'parse5';
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
  const ours = (text: string) => hosts.some((host) => names(text, host));
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

/** Does an address of this very host stand in the text? */
function names(text: string, host: string): boolean {
  const after = text.split(`//${host}`).slice(1);
  return after.some((rest) => !/^[\w.:-]/.test(rest));
}

/** Beyond these a page is no page that carries a snippet, but one that is made to keep us busy. */
const ARGUMENT_LENGTH = 400;
const PARTS_MOST = 6;

/** What a queue entry is given: its literals joined, with variables replaced by the literals they were set to. */
function argumentOf(script: string, command: string): string | null {
  const entry = new RegExp(`['"]${command}['"]\\s{0,20},\\s{0,20}([^\\])]{1,${ARGUMENT_LENGTH}})[\\])]`).exec(script);
  return entry?.[1] === undefined ? null : joined(script, entry[1], 3);
}

function joined(script: string, expression: string, steps: number): string {
  const parts = expression.split('+', PARTS_MOST);
  return parts.map((part) => valueOf(script, part.trim(), steps)).join('');
}

/** The value of a literal or of a variable that is set to one; a chain of variables is followed a few steps. */
function valueOf(script: string, expression: string, steps: number): string {
  const literal = /^(['"`])(.*)\1$/.exec(expression);
  if (literal) return literal[2] ?? '';
  if (/^\d+$/.test(expression)) return expression;
  if (steps === 0 || !/^[\w$.]{1,80}$/.test(expression)) return '';
  const name = expression.replace(/[.$]/g, '\\$&');
  const one = `(?:"[^"\\n]{0,300}"|'[^'\\n]{0,300}'|\`[^\`\\n]{0,300}\`|[\\w$.]{1,80})`;
  const set = new RegExp(
    `(?<![\\w$.])${name}\\s{0,20}[=:]\\s{0,20}(${one}(?:\\s{0,20}\\+\\s{0,20}${one}){0,${PARTS_MOST}})`,
  ).exec(script);
  return set?.[1] === undefined ? '' : joined(script, set[1], steps - 1);
}

/** Elements whose content is text, whatever it looks like. */
const TEXT_MODES: Record<string, Tokenizer['state']> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  plaintext: TokenizerMode.PLAINTEXT,
};

/**
 * The texts of all scripts that stand in the page itself. Only cut into tags, never built into a tree: that takes time in
 * proportion to the page, while a tree of tags that are never closed grows with the square.
 */
function inlineScripts(html: string): string[] {
  const scripts: string[] = [];
  let script: string | null = null;
  const add = ({ chars }: { chars: string }): void => {
    if (script !== null) script += chars;
  };
  const nothing = (): void => {};
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag({ tagName, attrs }) {
        const mode = TEXT_MODES[tagName];
        if (mode !== undefined) tokenizer.state = mode;
        script = tagName === 'script' && !attrs.some(({ name }) => name === 'src') ? '' : null;
      },
      onEndTag() {
        if (script !== null) scripts.push(script);
        script = null;
      },
      onCharacter: add,
      onWhitespaceCharacter: add,
      onNullCharacter: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
    },
  );
  tokenizer.write(html, true);
  return scripts;
}
