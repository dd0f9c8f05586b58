import { type Kysely, sql } from 'kysely';

/** Refused sign-ins are looked for on their own, in an audit that has millions of other rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_sign_in_refused on platform.audit (id desc) where action = 'directory.session.refuse'`.execute(
    db,
  );
}
