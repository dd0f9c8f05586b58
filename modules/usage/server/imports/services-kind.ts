import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { type KnownAgencies, knownAgencies } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Checked, Checker, ImportKind, SourceLine } from '#platform/server/imports/kind.ts';
import { BOARD_TOPIC, ServiceCode } from '../../contract.ts';
import { saveServices } from '../services/services.repo.ts';
import { nameOfActor } from '../sites/name-of.ts';
import type { UsageTables } from '../tables.ts';
import { cellsOf } from './cells.ts';
import { deleteServices, findPublished } from './imports.repo.ts';
import { texts } from './texts.ts';

interface ServiceLine {
  code: string;
  name: string;
  agencyId: string;
  source: string;
}

/** Procedures that agencies publish, one a line. Options for all lines: `agencyId`, `source`. */
export const servicesKind: ImportKind<ServiceLine, { id: string }> = {
  name: 'usage.services',
  permissions: ['usage.site.write'],
  fields: [
    { key: 'code', required: true, heads: ['ma thu tuc', 'ma tthc', 'ma dich vu', 'ma', 'code'] },
    { key: 'name', required: true, heads: ['ten thu tuc', 'ten tthc', 'ten thu tuc hanh chinh', 'ten', 'name'] },
    { key: 'agencyCode', required: false, heads: ['ma dinh danh', 'ma co quan', 'ma don vi', 'agency code'] },
    { key: 'agency', required: false, heads: ['co quan', 'co quan cong bo', 'co quan thuc hien', 'don vi', 'agency'] },
    { key: 'source', required: false, heads: ['quyet dinh', 'so quyet dinh', 'nguon', 'can cu', 'source', 'decision'] },
  ],
  checker: checkerOf,
  async write(ctx, tx, values) {
    const addedBy = nameOfActor(ctx);
    const addedAt = ctx.platform.now();
    const services = values.map((value) => ({ ...value, id: uuidv7(), addedBy, addedAt }));
    await saveServices(tx.as<UsageTables>(), services);
    return services.map(({ id }) => ({ id }));
  },
  async undo(_ctx, tx, made) {
    await deleteServices(
      tx.as<UsageTables>(),
      made.map(({ id }) => id),
    );
    return [];
  },
  topic: BOARD_TOPIC,
  changed: () => {},
  texts,
};

async function checkerOf(
  ctx: Context,
  options: Readonly<Partial<Record<string, string>>>,
): Promise<Checker<ServiceLine>> {
  const agencies = await knownAgencies(ctx);
  const seen = new Set<string>();
  return async (lines) => {
    const read = lines.map((line) => readLine(ctx, line, agencies, options));
    const owners = read.flatMap((one) => ('value' in one ? [one.value.agencyId] : []));
    const published = await findPublished(ctx.platform.db as Kysely<UsageTables>, [...new Set(owners)]);
    return read.map((one): Checked<ServiceLine> => {
      if (!('value' in one)) return one;
      const key = `${one.value.agencyId} ${one.value.code}`;
      const known = published.has(key) || seen.has(key);
      seen.add(key);
      const message = 'The agency has this procedure in the catalogue already.';
      return known ? { problems: [{ field: 'code', code: 'usage.service_there', message }] } : one;
    });
  };
}

function readLine(
  ctx: Context,
  line: SourceLine,
  agencies: KnownAgencies,
  options: Readonly<Partial<Record<string, string>>>,
): Checked<ServiceLine> {
  const cells = cellsOf(ctx, line);
  const code = cells.required('code', 60);
  if (code !== null && !ServiceCode.safeParse(code).success) {
    cells.wrong('code', 'usage.service_code', 'Write a code such as 1.002755.', { cell: code });
  }
  const name = cells.required('name', 500);
  const agencyId = cells.agency(agencies, options['agencyId']);
  const source = cells.text('source', 200) ?? options['source'] ?? '';
  if (cells.problems.length > 0 || code === null || name === null || agencyId === null) {
    return { problems: cells.problems };
  }
  return { value: { code, name, agencyId, source } };
}
