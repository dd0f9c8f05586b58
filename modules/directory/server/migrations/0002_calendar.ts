import { type Kysely, sql } from 'kysely';

/**
 * The working calendar is a table for each year, never a formula: the notice of the year decides. A year without a row
 * is answered by the proposal of the rules and marked as such.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table directory.calendar_year (
      year integer primary key,
      source text not null
    );
    create table directory.calendar_day (
      day date primary key,
      kind text not null check (kind in ('holiday', 'compensation', 'swapped_off', 'swapped_work')),
      name text not null,
      source text not null,
      confirmed boolean not null
    );
    create table directory.work_week (
      valid_from date primary key,
      hours jsonb not null,
      source text not null
    );
  `.execute(db);
}
