import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Duty } from '#modules/meetings/contract.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import { findEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';

export interface Seat {
  email: string;
  name: string;
  duties?: Duty[];
}

/** Ways into the database of a node that runs on this data, for what no screen makes. */
export async function inStore<T>(data: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const urls = findEmbeddedPostgres(data, loadSecrets(data).databasePasswords);
  const client = new pg.Client({ connectionString: urls?.app });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An open session of these people of the sample, each with a place of their own; answers its id and theirs, in order. */
export async function openSession(
  data: string,
  seats: readonly Seat[],
  media: Record<string, unknown> = {},
): Promise<{ id: string; participants: string[] }> {
  return await inStore(data, async (client) => {
    const [body, id] = [uuidv7(), uuidv7()];
    const unit = (await client.query<{ id: string }>('select id from directory.agency limit 1')).rows[0]?.id;
    await client.query(
      `insert into meetings.body (id, agency_id, kind, name, short_name, search, founded_on)
       values ($1, $2, 'committee', 'Ủy ban thử', 'UBT', 'uy ban thu', '2021-01-01')`,
      [body, unit],
    );
    await client.query(
      `insert into meetings.session
         (id, body_id, agency_id, kind, title, search, state, starts_at, ends_at, opened_at, settings)
       values ($1, $2, $3, 'regular', 'Phiên thử', 'phien thu', 'open', now(), now() + interval '2 hours', now(), $4)`,
      [id, body, unit, JSON.stringify({ media })],
    );
    const participants: string[] = [];
    for (const [index, { email, name, duties = [] }] of seats.entries()) {
      const [place, participant] = [uuidv7(), uuidv7()];
      await client.query(
        'insert into meetings.place (id, session_id, ordinal, is_main, name) values ($1, $2, $3, $4, $5)',
        [place, id, index, index === 0, `Điểm cầu ${index + 1}`],
      );
      await client.query(
        `insert into meetings.participant (id, session_id, number, kind, duties, person_id, name, title, place_id, votes)
         select $1, $2, $3, 'member', $4, person.id, $5, '', $6, true
         from directory.person where person.email = $7`,
        [participant, id, index + 1, duties, name, place, email],
      );
      participants.push(participant);
    }
    return { id, participants };
  });
}
