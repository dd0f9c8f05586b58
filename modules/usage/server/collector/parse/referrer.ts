import { LRUCache } from 'lru-cache';
import type { ReferrerKind } from '../hit.ts';
import type { Page } from './page-url.ts';
import { type Address, takeApart } from './page-url.ts';
import { readParameters } from './parameters.ts';
import { GOVERNMENT_ENDINGS, SOURCES, type Source } from './referrer-lists.ts';
import type { SiteRules } from './site-rules.ts';
import { cut, NAME_BYTES } from './text.ts';

/** Where a hit came from, as it says itself. What a whole visit says is decided when visits are built. */
export interface Referrer {
  kind: ReferrerKind;
  name: string;
  keyword: string;
  /** Path on the referring site, for websites. Its parameters are not kept: they may name a person. */
  path: string;
}

const DIRECT: Referrer = { kind: 'direct', name: '', keyword: '', path: '' };

const byHost = new Map<string, Source>(
  SOURCES.flatMap((source) => source.hosts.map((host) => [host, source] as const)),
);

/** Referrers repeat: most visitors come from the same few pages. */
const known = new LRUCache<string, { address: Address; outside: Referrer }>({ max: 5_000 });

/** Order: campaign, direct, then whoever owns the host. */
export function readReferrer(raw: string, page: Page, rules: SiteRules): Referrer {
  if (page.campaign !== '') return campaignOf(page, raw === '' ? null : look(raw));
  if (raw === '' || page.ignoresReferrer) return DIRECT;
  const { address, outside } = look(raw);
  if (address.hostName === '' || rules.isOwnHost(address.hostName) || address.hostName === page.hostName) return DIRECT;
  return outside;
}

function campaignOf(page: Page, referrer: { address: Address; outside: Referrer } | null): Referrer {
  const keyword = page.campaignKeyword || referrer?.outside.keyword || referrer?.address.hostName || '';
  return { kind: 'campaign', name: name(page.campaign), keyword: name(keyword), path: '' };
}

function look(raw: string): { address: Address; outside: Referrer } {
  let found = known.get(raw);
  if (found === undefined) {
    const address = takeApart(raw);
    found = { address, outside: classify(address) };
    // A very long referrer is seldom seen twice.
    if (raw.length <= 300) known.set(raw, found);
  }
  return found;
}

function classify(address: Address): Referrer {
  const source = sourceOf(address.hostName);
  if (source !== undefined && source.kind !== 'website') {
    const keyword = source.keywordParameters === undefined ? '' : keywordOf(address.query, source.keywordParameters);
    return { kind: source.kind, name: source.name, keyword, path: '' };
  }
  const government = GOVERNMENT_ENDINGS.some(
    (end) => address.hostName.endsWith(end) || address.hostName === end.slice(1),
  );
  return {
    kind: government ? 'government' : 'website',
    name: name(source?.name ?? address.hostName),
    keyword: '',
    path: address.path,
  };
}

/** The owner of a host: the longest listed name that it is or, except for engines, that it ends in. */
function sourceOf(host: string): Source | undefined {
  const bare = host.startsWith('m.') ? host.slice(2) : host;
  for (const exact of [host, ...withoutCountry(host), bare, ...withoutCountry(bare)]) {
    const source = byHost.get(exact);
    if (source !== undefined) return source;
  }
  for (let dot = bare.indexOf('.'); dot >= 0; dot = bare.indexOf('.', dot + 1)) {
    const parent = bare.slice(dot + 1);
    const source = [parent, ...withoutCountry(parent)].map((one) => byHost.get(one)).find((one) => one !== undefined);
    if (source !== undefined && (source.kind !== 'search' || parent === 'search.yahoo.com')) return source;
  }
  return undefined;
}

/** `google.com.vn` gives `google.com.{}` and `google.{}`. */
function withoutCountry(host: string): string[] {
  const labels = host.split('.');
  const forms: string[] = [];
  if (labels.length >= 2) forms.push([...labels.slice(0, -1), '{}'].join('.'));
  if (labels.length >= 3 && (labels.at(-2) as string).length <= 3) forms.push([...labels.slice(0, -2), '{}'].join('.'));
  return forms;
}

function keywordOf(query: string, names: readonly string[]): string {
  if (query === '') return '';
  const parameters = readParameters(query);
  for (const one of names) {
    const value = parameters.text(one);
    if (value !== '') return name(value);
  }
  return '';
}

function name(text: string): string {
  return cut(text.toLowerCase(), NAME_BYTES);
}
