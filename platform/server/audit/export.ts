import { Readable } from 'node:stream';
import type { AuditFilter } from '../../contracts/audit.ts';
import type { Context } from '../context.ts';
import { csvLine } from '../csv.ts';
import { type AuditPlace, type AuditSearch, findRecords } from './search.repo.ts';
import { namesFor, placeOf, rowOf, searchOf } from './search.ts';
import { withoutSecrets } from './without-secrets.ts';

const PAGE = 1_000;
const ROWS_MOST = 100_000;
/** Spreadsheet programs read the Vietnamese letters right when it comes first. */
const BYTE_ORDER_MARK = '\ufeff';
const COLUMNS = [
  'at',
  'actor',
  'actor_id',
  'action',
  'subject_type',
  'subject_id',
  'subject',
  'agency',
  'chain',
  'seq',
  'before',
  'after',
];

/** What the search finds, as CSV, read and sent page by page. @throws platform.forbidden */
export async function exportAudit(ctx: Context, filter: AuditFilter): Promise<Readable> {
  return Readable.from(lines(ctx, await searchOf(ctx, filter)), { objectMode: false });
}

async function* lines(ctx: Context, search: AuditSearch): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  let after: AuditPlace | null = null;
  for (let count = 0; count < ROWS_MOST; count += PAGE) {
    const records = await findRecords(ctx.platform.reports, search, after, PAGE);
    const nameOf = await namesFor(ctx.platform, records);
    let page = '';
    for (const record of records) {
      const { at, actor, action, subject, unit } = rowOf(record, nameOf);
      page += csvLine([
        at,
        actor.name ?? actor.id ?? actor.kind,
        actor.id ?? '',
        action,
        subject.type,
        subject.id,
        subject.name ?? '',
        unit?.name ?? unit?.id ?? '',
        record.chain,
        record.seq,
        json(record.before),
        json(record.after),
      ]);
    }
    if (page !== '') yield page;
    const last = records.at(-1);
    if (records.length < PAGE || !last) return;
    after = placeOf(last);
  }
}

const json = (value: unknown) => (value === null ? '' : JSON.stringify(withoutSecrets(value)));
