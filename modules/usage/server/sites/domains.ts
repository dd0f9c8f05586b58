import { domainToASCII } from 'node:url';
import type { FieldProblem } from '#platform/errors.ts';
import { usageErrors } from '../../errors.ts';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const LOCAL = /^localhost(:\d{1,5})?$/;

/**
 * A host name as it is kept: lower case, international letters as punycode, without `www.`; `*.` in front covers all names
 * below. Only `localhost` may bear a port (a site being built). Null when the text is no host name.
 */
export function normaliseDomain(text: string): string | null {
  const given = text.trim().toLowerCase().replace(/\.$/, '');
  if (LOCAL.test(given)) return given;
  const wildcard = given.startsWith('*.');
  const name = wildcard ? given.slice(2) : given.replace(/^www\./, '');
  // What is not a letter, digit, dot or hyphen of some script (a scheme, a port, a path) is not mended but refused.
  if (/[^a-z0-9.\-\u{80}-\u{10ffff}]/u.test(name)) return null;
  const ascii = domainToASCII(name);
  const labels = ascii.split('.');
  if (ascii.length > 253 || labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null;
  // `1.2.3` and `0x7f.1` are other ways of writing an address: nobody means them.
  if (isNumber(labels) && (wildcard || ascii !== name || !isAddress(labels))) return null;
  return wildcard ? `*.${ascii}` : ascii;
}

function isNumber(labels: readonly string[]): boolean {
  return /^\d+$/.test(labels.at(-1) ?? '');
}

function isAddress(labels: readonly string[]): boolean {
  return labels.length === 4 && labels.every((label) => /^\d{1,3}$/.test(label) && Number(label) <= 255);
}

/** All host names of a site, each once. @throws usage.domain_invalid naming each bad one */
export function parseDomains(texts: readonly string[]): string[] {
  const problems: FieldProblem[] = [];
  const domains = texts.map((text, index) => {
    const domain = normaliseDomain(text);
    if (domain === null) {
      const message = `"${text}" is not a host name: write it as khanhhoa.gov.vn, without https:// and without a path.`;
      problems.push({ path: `body.domains.${index}`, code: 'usage.host_name', message, values: { host: text } });
    }
    return domain;
  });
  if (problems.length > 0) throw usageErrors.fail('usage.domain_invalid', { fields: problems });
  return [...new Set(domains.filter((domain) => domain !== null))];
}

/** @throws usage.zone_unknown */
export function requireZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (error) {
    throw usageErrors.fail('usage.zone_unknown', {
      cause: error,
      fields: [{ path: 'body.timeZone', code: 'usage.zone', message: 'Write a name such as Asia/Ho_Chi_Minh.' }],
    });
  }
}
