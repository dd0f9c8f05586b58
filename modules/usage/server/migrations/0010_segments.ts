import { type Kysely, sql } from 'kysely';

/** Choices of visits that people keep, for themselves or shared with who reads an agency's reports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.segment (
      id uuid primary key,
      name text collate "vi-VN-x-icu" not null,
      expression text not null,
      agency_id uuid,
      person_id uuid not null,
      created_at timestamptz not null default now()
    );
    create index segment_person on usage.segment (person_id, name);
    create index segment_agency on usage.segment (agency_id, name) where agency_id is not null;
  `.execute(db);
}
