import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { fold, type KnownAgencies, knownAgencies } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import type { Checked, Checker, ImportKind, SourceLine } from '#platform/server/imports/kind.ts';
import { BOARD_TOPIC, type SiteKind } from '../../contract.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { normaliseDomain } from '../sites/domains.ts';
import { REGISTRY_TOPIC } from '../sites/registry-topic.ts';
import { insertSites, nextCode } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { cellsOf } from './cells.ts';
import { deleteSites, findSitesInUse, findTakenCodes, findTakenDomains } from './imports.repo.ts';
import { texts } from './texts.ts';

interface SiteLine {
  code: number | null;
  name: string;
  kind: SiteKind;
  ownerId: string;
  domains: string[];
  dutyDate: string | null;
}

interface SiteMade {
  id: string;
  code: number;
  name: string;
}

const DOMAINS_MOST = 50;

/** Words by which a file names a kind of site; anything that holds one of them. The first that fits counts. */
const KINDS: readonly (readonly [SiteKind, readonly string[]])[] = [
  ['service_portal', ['service', 'dich vu cong', 'mot cua', 'thu tuc']],
  ['app', ['app', 'ung dung', 'di dong', 'mobile']],
  ['portal', ['portal', 'cong', 'trang', 'website']],
];

/** Sites, one a line. Option for all lines: `agencyId`. */
export const sitesKind: ImportKind<SiteLine, SiteMade> = {
  name: 'usage.sites',
  permissions: ['usage.site.write'],
  fields: [
    { key: 'name', required: true, heads: ['ten trang', 'ten', 'ten cong', 'ten website', 'name', 'site', 'title'] },
    {
      key: 'domains',
      required: true,
      heads: ['ten mien', 'dia chi', 'dia chi trang', 'domain', 'domains', 'url', 'host', 'website'],
    },
    { key: 'kind', required: false, heads: ['loai', 'loai trang', 'kind', 'type'] },
    { key: 'code', required: false, heads: ['ma trang', 'ma giam sat', 'site id', 'idsite', 'code', 'ma'] },
    { key: 'agencyCode', required: false, heads: ['ma dinh danh', 'ma co quan', 'ma don vi', 'agency code'] },
    {
      key: 'agency',
      required: false,
      heads: ['co quan chu quan', 'co quan', 'don vi', 'don vi chu quan', 'agency', 'owner', 'unit'],
    },
    { key: 'dutyDate', required: false, heads: ['han ket noi', 'ngay phai ket noi', 'duty date', 'due'] },
  ],
  checker: checkerOf,
  write,
  async undo(_ctx, tx, made) {
    const trx = tx.as<UsageTables>();
    const used = await findSitesInUse(
      trx,
      made.map(({ id }) => id),
    );
    if (used.length === 0) await deleteSites(trx, made);
    tx.emit({ topic: REGISTRY_TOPIC });
    return used;
  },
  topic: BOARD_TOPIC,
  changed: () => {},
  texts,
};

interface Before {
  codes: Set<number>;
  domains: Map<string, number>;
  /** Whether lines of this file give codes; null before the first good line. */
  withCodes: boolean | null;
}

async function checkerOf(ctx: Context, options: Readonly<Partial<Record<string, string>>>): Promise<Checker<SiteLine>> {
  const db = ctx.platform.db as Kysely<UsageTables>;
  const agencies = await knownAgencies(ctx);
  /** What this file has said so far; domains with their line. */
  const before: Before = { codes: new Set(), domains: new Map(), withCodes: null };
  return async (lines) => {
    const read = lines.map((line) => readLine(ctx, line, agencies, options['agencyId']));
    const good = read.flatMap((one) => ('value' in one ? [one.value] : []));
    const codes = await findTakenCodes(
      db,
      good.flatMap(({ code }) => code ?? []),
    );
    const domains = await findTakenDomains(
      db,
      good.flatMap((site) => site.domains),
    );
    return read.map((one, index) =>
      'value' in one ? compare(one.value, lines[index]?.line ?? 0, before, codes, domains) : one,
    );
  };
}

function compare(
  value: SiteLine,
  line: number,
  before: Before,
  codes: ReadonlySet<number>,
  domains: ReadonlyMap<string, number>,
): Checked<SiteLine> {
  const bad = (field: string, code: string, message: string, values?: Record<string, string>) => ({
    problems: [{ field, code, message, ...(values && { values }) }],
  });
  const { code } = value;
  before.withCodes ??= code !== null;
  if (before.withCodes !== (code !== null)) {
    return bad('code', 'usage.codes_mixed', 'Give the code on every line, or on none.');
  }
  if (code !== null && (codes.has(code) || before.codes.has(code))) {
    return bad('code', 'usage.code_there', 'Another site has this code.', { cell: String(code) });
  }
  for (const domain of value.domains) {
    const owner = domains.get(domain);
    if (owner !== undefined) {
      const named = { cell: domain, site: String(owner) };
      return bad('domains', 'usage.domain_there', `${domain} belongs to site ${owner} already.`, named);
    }
    const earlier = before.domains.get(domain);
    if (earlier !== undefined) {
      const named = { cell: domain, line: String(earlier) };
      return bad('domains', 'usage.domain_twice', `${domain} stands in line ${earlier} already.`, named);
    }
  }
  if (code !== null) before.codes.add(code);
  for (const domain of value.domains) before.domains.set(domain, line);
  return { value };
}

function readLine(
  ctx: Context,
  line: SourceLine,
  agencies: KnownAgencies,
  usual: string | undefined,
): Checked<SiteLine> {
  const cells = cellsOf(ctx, line);
  const name = cells.required('name', 300);
  const domains = readDomains(cells);
  const kind = readKind(cells);
  const code = readCode(cells);
  const ownerId = cells.agency(agencies, usual);
  const dutyDate = cells.day('dutyDate');
  if (cells.problems.length > 0 || name === null || domains === null || kind === null || ownerId === null) {
    return { problems: cells.problems };
  }
  return { value: { code, name, kind, ownerId, domains, dutyDate } };
}

type Cells = ReturnType<typeof cellsOf>;

/** Hosts parted by spaces, commas, semicolons; whole addresses are cut down to their host. */
function readDomains(cells: Cells): string[] | null {
  const text = cells.required('domains', 2_000);
  if (text === null) return null;
  const hosts = text.split(/[\s,;]+/).filter(Boolean);
  const domains = hosts.map((host) => {
    const domain = normaliseDomain(host.replace(/^[a-z]+:\/\//i, '').replace(/[/?#].*$/, ''));
    if (domain === null) cells.wrong('domains', 'usage.host_name', `“${host}” is no host name.`, { host });
    return domain;
  });
  if (domains.length > DOMAINS_MOST) cells.wrong('domains', 'usage.cell_long', 'Too many hosts.', { most: '50' });
  return [...new Set(domains.filter((domain) => domain !== null))];
}

function readKind(cells: Cells): SiteKind | null {
  const cell = cells.text('kind', 200);
  if (cell === null) return 'portal';
  const words = fold(cell);
  const [kind] = KINDS.find(([, heads]) => heads.some((head) => words.includes(head))) ?? [];
  return kind ?? cells.wrong('kind', 'usage.site_kind', `“${cell}” is no kind of site.`, { cell });
}

function readCode(cells: Cells): number | null {
  const cell = cells.text('code', 20);
  if (cell === null) return null;
  const code = Number(cell);
  if (Number.isInteger(code) && code >= 1 && code <= 4_294_967_295) return code;
  return cells.wrong('code', 'usage.site_code', 'A code is a whole number from 1.', { cell });
}

async function write(_ctx: Context, tx: Tx, values: readonly SiteLine[]): Promise<SiteMade[]> {
  const trx = tx.as<UsageTables>();
  let next = await nextCode(trx);
  const sites = values.map(({ code, ...site }) => ({
    ...site,
    id: uuidv7(),
    code: code ?? next++,
    timeZone: BOARD_ZONE,
    state: 'registered' as const,
  }));
  await insertSites(trx, sites);
  tx.emit({ topic: REGISTRY_TOPIC });
  return sites.map(({ id, code, name }) => ({ id, code, name }));
}
