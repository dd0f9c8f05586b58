import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOut, findTables } from '#platform/server/backup/database.repo.ts';
import { unseal } from '#platform/server/config/seal.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { PlanVote } from '../../contract.ts';
import { meetings } from '../index.ts';
import { confirmPresence } from '../presence/confirm-presence.ts';
import { makeRecord } from '../record/make-record.ts';
import { type TestSession, testSession } from '../testing/test-session.ts';
import { castBallot } from './cast-ballot.ts';
import { getVote } from './get-vote.ts';
import { listBallots } from './list-ballots.ts';
import { planVote } from './plan-vote.ts';
import { openBallot } from './seal-ballot.ts';
import { keyPurpose, startVote } from './start-vote.ts';
import { publishVote, stopVote } from './stop-vote.ts';

/*
 * Somebody gets everything that the node keeps, system columns included: while a secret vote runs, and when it is over.
 * Can they tell who voted what? Tried by contents, identifiers, order, transaction and time.
 */

const VOTERS = 40;
const SAID = ['yes', 'no', 'abstain'] as const;

let node: TestPlatform;
let owner: pg.Client;
let session: TestSession;
let voteId: string;
let option: string;
/** Who voted what, in the order of casting: known to this test alone. */
const truth: { id: string; personId: string; said: string }[] = [];
let during: Dump;
let after: Dump;
let backup: Record<string, string>;
const moments: { start: Date; stop: Date } = { start: new Date(0), stop: new Date(0) };

type Row = Record<string, unknown>;
type Dump = Record<string, Row[]>;

beforeAll(async () => {
  node = await testPlatform({ modules: [meetings] });
  owner = new pg.Client({ connectionString: node.urls.owner });
  await owner.connect();
  session = await testSession(node, { members: VOTERS });
  for (const { ctx } of session.members) await confirmPresence(ctx, session.id, true);
  const plan = PlanVote.parse({
    itemId: session.itemId,
    title: 'Nhân sự',
    question: 'Giới thiệu ông A?',
    visibility: 'secret',
    method: 'approval',
  });
  voteId = await planVote(session.secretary.ctx, session.id, plan);
  await startVote(session.chair.ctx, session.id, voteId, null);
  option = (await getVote(session.chair.ctx, session.id, voteId)).options[0]?.id as string;
  moments.start = new Date();
  for (let at = 0; at < VOTERS; at += 1) {
    // Neither the order of identifiers nor that of names.
    const { id, ctx } = session.members[(at * 7) % VOTERS] as TestSession['chair'];
    const said = SAID[(at * 7 + (at >> 2)) % 3] as string;
    await castBallot(ctx, session.id, voteId, { participantId: id, ballot: { options: { [option]: said as 'yes' } } });
    truth.push({ id, personId: ctx.actor.kind === 'person' ? ctx.actor.personId : '', said });
  }
  during = await dump();
  backup = await copyOfTables();
  moments.stop = new Date();
  await stopVote(session.chair.ctx, session.id, voteId);
  await publishVote(session.chair.ctx, session.id, voteId);
  after = await dump();
});
afterAll(async () => {
  await owner.end();
  await node.close();
});

/** Every row of every table of every schema, in the order in which it lies there, with what the database keeps beside it. */
async function dump(): Promise<Dump> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: Dump = {};
  for (const { name } of tables) {
    const { rows } = await owner.query(
      `select ctid::text as "#place", xmin::text as "#xmin", cmin::text as "#cmin", row_to_json(t)::text as content from ${name} t order by ctid`,
    );
    found[name] = rows;
  }
  return found;
}

/** The same tables as a backup takes them. */
async function copyOfTables(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of await findTables(owner, ['meetings'])) found[table.table] = await text(copyOut(owner, table));
  return found;
}

const content = (row: Row) => JSON.parse(row['content'] as string) as Row;
const marks = (all: Dump) => all['meetings.vote_mark'] as Row[];
const ballots = (all: Dump) => all['meetings.vote_ballot'] as Row[];

/** Does one list of places follow the order of casting? 1: exactly, −1: exactly backwards, about 0: by chance. */
function likeCasting(order: readonly number[]): number {
  let steps = 0;
  for (let at = 1; at < order.length; at += 1) steps += Math.sign((order[at] as number) - (order[at - 1] as number));
  return steps / (order.length - 1);
}

test('the count is right', async () => {
  const { result } = await getVote(session.secretary.ctx, session.id, voteId);
  const number = (said: string) => String(truth.filter((one) => one.said === said).length);
  expect(result?.options[0]).toMatchObject({ yes: number('yes'), no: number('no'), abstain: number('abstain') });
});

test('while it runs, nothing that is kept tells what is on any ballot', () => {
  expect(marks(during)).toHaveLength(VOTERS);
  const sealed = ballots(during).map((row) => content(row));
  expect(sealed.every(({ ballot }) => ballot === null)).toBe(true);
  // All of one length, none like another.
  expect(new Set(sealed.map(({ sealed: bytes }) => (bytes as string).length)).size).toBe(1);
  expect(new Set(sealed.map(({ sealed: bytes }) => bytes)).size).toBe(VOTERS);
  for (const said of SAID) {
    const bare = JSON.stringify({ options: { [option]: said } });
    expect(everything(during)).not.toContain(bare);
    expect(everything(during)).not.toContain(Buffer.from(bare).toString('hex'));
  }
});

test('while it runs, the key that opens ballots is not in what is kept: only with the secret of the node it opens', () => {
  const [key] = during['meetings.vote_key'] as Row[];
  const kept = bytesOf(content(key as Row)['sealed']);
  const [first] = ballots(during);
  const sealed = bytesOf(content(first as Row)['sealed']);
  expect(() => openBallot(kept, voteId, sealed)).toThrow(/asn1|DECODER|Failed/i);
  const privateKey = Buffer.from(unseal(node.platform.secrets, keyPurpose(voteId), kept), 'base64');
  expect(openBallot(privateKey, voteId, sealed)).toMatch(/"(yes|no|abstain)"/);
  expect(() => openBallot(privateKey, session.id, sealed)).toThrow(/authenticate/);
  expect(everything(during)).not.toContain(privateKey.toString('hex'));
  expect(everything(during)).not.toContain(privateKey.toString('base64'));
  const secrets = readFileSync(join(node.platform.config.dataDir, 'secrets.json'), 'utf8');
  for (const secret of Object.values(JSON.parse(secrets) as Record<string, string>)) {
    expect(everything(during)).not.toContain(secret);
  }
});

test('when it is over, the key is destroyed and no sealed ballot is left', () => {
  expect(after['meetings.vote_key']).toEqual([]);
  expect(ballots(after).every((row) => content(row)['sealed'] === null)).toBe(true);
});

test('no identifier leads from a voter to a ballot', () => {
  const all = everything(after);
  for (const row of ballots(after)) {
    const { id, ...rest } = content(row) as { id: string };
    // Chance alone: no time in it, and written nowhere else.
    expect(id[14]).toBe('4');
    expect(all.split(id)).toHaveLength(2);
    expect(Object.keys(rest).sort()).toEqual(['ballot', 'sealed', 'vote_id']);
  }
  const before = new Set(ballots(during).map((row) => content(row)['id']));
  expect(ballots(after).filter((row) => before.has(content(row)['id']))).toEqual([]);
  for (const row of marks(after))
    expect(Object.keys(content(row)).sort()).toEqual(['acting_id', 'participant_id', 'vote_id']);
});

test('neither the place of rows in their tables nor the transaction that wrote them tells anything', () => {
  const transactions = [...marks(after), ...ballots(after)].map((row) => row['#xmin']);
  expect(new Set(transactions).size).toBe(1);
  const voters = marks(after).map((row) => content(row)['participant_id'] as string);
  expect(voters).toEqual(voters.toSorted());
  const ids = ballots(after).map((row) => content(row)['id'] as string);
  expect(ids).toEqual(ids.toSorted());
  expect(
    ballots(after)
      .map((row) => row['#cmin'])
      .every((command, _, all) => command === all[0]),
  ).toBe(true);
});

test('in a backup of the running vote the rows stand in the order of their keys, not of casting', () => {
  const lines = (table: string) =>
    (backup[table] as string)
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
  const voters = lines('vote_mark').map(([, participant]) => participant as string);
  expect(voters).toEqual(voters.toSorted());
  const ids = lines('vote_ballot').map(([id]) => id as string);
  expect(ids).toEqual(ids.toSorted());
  // Against the order of casting: ballots, told by their bytes, stand as chance put them.
  const cast = ballots(during).map((row) => content(row)['id'] as string);
  expect(Math.abs(likeCasting(ids.map((id) => cast.indexOf(id))))).toBeLessThan(0.7);
});

test('audit, journal, events, jobs and notices tell nothing of single ballots, and nothing of when somebody voted', () => {
  const between = (value: unknown) => {
    const at = new Date(String(value));
    return at >= moments.start && at < moments.stop;
  };
  const whoCast = new Set(truth.flatMap(({ id, personId }) => [id, personId]));
  for (const [table, rows] of Object.entries(after)) {
    if (table === 'meetings.vote_mark' || table === 'meetings.vote_voter') continue;
    for (const row of rows) {
      const fields = content(row);
      const dated = Object.entries(fields).filter(([name, value]) => /(_at|_on|^at)$/.test(name) && between(value));
      if (dated.length === 0) continue;
      const named = [...whoCast].filter((id) => JSON.stringify(fields).includes(id));
      expect([table, named]).toEqual([table, []]);
    }
  }
  const audited = (after['platform.audit'] as Row[])
    .map(content)
    .filter(({ subject_id: id }) => id === voteId)
    .toSorted((a, b) => Number(a['seq']) - Number(b['seq']));
  expect(audited.map(({ action }) => action)).toEqual([
    'meetings.vote.plan',
    'meetings.vote.start',
    'meetings.vote.stop',
    'meetings.vote.publish',
  ]);
  const { voted } = (audited[2] as { after: { voted: { participantId: string }[] } }).after;
  expect(voted.map(({ participantId }) => participantId)).toEqual(truth.map(({ id }) => id).toSorted());
});

test('nobody can ask for single ballots, and the file for outsiders has none', async () => {
  for (const { ctx } of [session.chair, session.secretary]) {
    await expect(listBallots(ctx, session.id, voteId, { limit: 10 })).rejects.toMatchObject({
      code: 'meetings.vote_state',
    });
  }
  const [vote] = (await makeRecord(session.chair.ctx, session.id)).votes;
  expect(vote?.ballots).toBeNull();
  expect(vote?.voters.every(({ voted }) => voted)).toBe(true);
});

function everything(all: Dump): string {
  return Object.values(all)
    .flat()
    .map((row) => row['content'] as string)
    .join('\n');
}

/** `\x…`, as the database writes bytes. */
const bytesOf = (value: unknown) => Buffer.from((value as string).slice(2), 'hex');
