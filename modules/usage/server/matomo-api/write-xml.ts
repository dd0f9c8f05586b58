import type { Answer } from './answer.ts';
import type { Cell, WrittenRow } from './rows.ts';

const HEAD = '<?xml version="1.0" encoding="utf-8" ?>\n';

/** XML as Matomo writes it: `result` with rows or figures, `results` around several, each named by site or date. */
export function xmlOf(answer: Answer): string {
  return HEAD + element(answer, '', '');
}

export function xmlError(message: string): string {
  return `${HEAD}<result>\n\t<error message="${escaped(message)}" />\n</result>`;
}

function element(answer: Answer, attribute: string, indent: string): string {
  if (answer.kind === 'map') {
    const inner = answer.entries.map(([name, one]) => element(one, ` ${answer.key}="${escaped(name)}"`, `${indent}\t`));
    return wrapped(attribute === '' ? 'results' : 'result', attribute, inner, indent);
  }
  if (answer.kind === 'value') return `${indent}<result${attribute}>${escaped(String(answer.value))}</result>`;
  if (answer.kind === 'record') return wrapped('result', attribute, columns(answer.row, `${indent}\t`), indent);
  return wrapped('result', attribute, rowsOf(answer.rows, `${indent}\t`), indent);
}

function rowsOf(rows: readonly WrittenRow[], indent: string): string[] {
  return rows.map((row) => wrapped('row', '', columns(row, `${indent}\t`), indent));
}

function columns(row: WrittenRow, indent: string): string[] {
  return Object.entries(row).map(([name, cell]) => column(name, cell, indent));
}

function column(name: string, cell: Cell, indent: string): string {
  if (Array.isArray(cell)) return wrapped(name, '', rowsOf(cell, `${indent}\t`), indent);
  return `${indent}<${name}>${escaped(String(cell))}</${name}>`;
}

function wrapped(name: string, attribute: string, inner: readonly string[], indent: string): string {
  if (inner.length === 0) return `${indent}<${name}${attribute} />`;
  return `${indent}<${name}${attribute}>\n${inner.join('\n')}\n${indent}</${name}>`;
}

/** What XML 1.0 cannot hold at all, not even escaped; pages may have sent it. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const NEVER = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NEVER, '')
    .replace(/[&<>"\r]/g, (character) => ESCAPES[character] as string);
}
