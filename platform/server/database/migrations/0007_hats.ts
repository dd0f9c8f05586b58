import { type Kysely, sql } from 'kysely';

/** Under which post an act was done, and in whose name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table platform.audit
      add column actor_assignment_id uuid,
      add column on_behalf_of_id uuid;
    create index audit_on_behalf_of on platform.audit (on_behalf_of_id, at desc) where on_behalf_of_id is not null;
  `.execute(db);
}
