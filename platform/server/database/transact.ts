import type { Kysely, Transaction } from 'kysely';
import { type AuditEntry, writeAudit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { type EventEntry, writeEvents } from '../events/write-events.ts';
import type { JobDefinition, JobOptions } from '../jobs/jobs.ts';
import { type Notice, writeNotices } from '../notifications/notify.ts';

/** One transaction of one verb: the rows it changes, and what must stand or fall with them. */
export interface Tx {
  /** The transaction as a module's own tables. */
  as<Tables>(): Transaction<Tables>;
  /** Says what changed. At least one entry a transaction; identical before and after are left out. */
  audit(entry: AuditEntry): void;
  /** Tells live screens, once the transaction stands. */
  emit(event: EventEntry): void;
  /** Tells people, whether they look at a screen or not. */
  notify(notice: Notice): void;
  /** Leaves slow work for a job; it exists only if the transaction stands. */
  enqueue<Input>(job: JobDefinition<Input>, input: Input, options?: JobOptions): Promise<void>;
}

/**
 * Runs a verb's writes in one transaction. Audit rows and events are written last, because each takes a lock that
 * keeps their order: so the lock is held for the commit only, however long the verb takes.
 * @throws Error when the work changed nothing that it would tell the audit
 */
export async function transact<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { db, jobs } = ctx.platform;
  return await (db as Kysely<unknown>).transaction().execute(async (trx) => {
    const entries: AuditEntry[] = [];
    const events: EventEntry[] = [];
    const notices: Notice[] = [];
    const tx: Tx = {
      as: <Tables>() => trx as unknown as Transaction<Tables>,
      audit: (entry) => void entries.push(entry),
      emit: (event) => void events.push(event),
      notify: (notice) => void notices.push(notice),
      enqueue: (job, input, options) => jobs.enqueue(trx, job, input, options),
    };
    const result = await work(tx);
    if (entries.length === 0) throw new Error('A transaction must say in the audit what it changed.');
    const told = await writeNotices(ctx, trx, notices);
    await writeAudit(ctx, trx, entries);
    await writeEvents(trx, [...events, ...told]);
    return result;
  });
}
