import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '#platform/server/database/database.ts';
import type { Platform } from '#platform/server/platform.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { PlanVote, type Visibility } from '../../contract.ts';
import { meetings } from '../index.ts';
import { confirmPlace } from '../presence/confirm-place.ts';
import { type TestParticipant, type TestSession, testSession } from '../testing/test-session.ts';
import { castBallot } from './cast-ballot.ts';
import { getVote } from './get-vote.ts';
import { planVote } from './plan-vote.ts';
import { startVote } from './start-vote.ts';
import { stopVote } from './stop-vote.ts';
import type { CasterOrder } from './testing/caster.ts';

/*
 * Hundreds vote at once, twice, from two devices, at two server processes, of which one is killed in the middle: every
 * ballot that was acknowledged is counted, and nobody's twice.
 */
const VOTERS = 300;
const SAID = ['yes', 'no', 'abstain'] as const;
const CASTER = fileURLToPath(new URL('testing/caster.ts', import.meta.url));

// Three hundred at once, and processes that start, on a machine that does other things too.
vi.setConfig({ testTimeout: 3 * 60_000 });

let node: TestPlatform;
beforeAll(async () => {
  node = await testPlatform({ modules: [meetings] });
});
afterAll(() => node.close());

interface Running {
  session: TestSession;
  voteId: string;
  option: string;
  said(at: number): (typeof SAID)[number];
}

async function running(visibility: Visibility): Promise<Running> {
  const session = await testSession(node, { members: VOTERS });
  await confirmPlace(
    session.secretary.ctx,
    session.id,
    session.placeId,
    session.members.map(({ id }) => id),
  );
  const plan = { itemId: session.itemId, title: 'Kế hoạch', question: 'Thông qua?', visibility, method: 'approval' };
  const voteId = await planVote(session.chair.ctx, session.id, PlanVote.parse(plan));
  await startVote(session.chair.ctx, session.id, voteId, null);
  const option = (await getVote(session.chair.ctx, session.id, voteId)).options[0]?.id as string;
  return { session, voteId, option, said: (at) => SAID[(at * at + at) % 3 === 0 ? 0 : (at % 2) + 1] as 'yes' };
}

function tallied({ session, said }: Running) {
  const count = (wanted: string) => String(session.members.filter((_, at) => said(at) === wanted).length);
  return { yes: count('yes'), no: count('no'), abstain: count('abstain') };
}

async function result({ session, voteId }: Running) {
  const vote = await getVote(session.chair.ctx, session.id, voteId);
  return { cast: vote.castCount, ...vote.result?.options[0] };
}

/** The same person at another server process: its own connections, its own memory. */
const at = ({ ctx }: TestParticipant, platform: Platform) => ({ ...ctx, platform });

describe.each<Visibility>(['named', 'secret'])('%s: three hundred vote at once', (visibility) => {
  test('with double clicks on two devices at two processes: none lost, none twice', async () => {
    const vote = await running(visibility);
    const { session, voteId, option, said } = vote;
    const other = { ...node.platform, db: openDatabase(node.urls.app, 5) } as Platform;
    const attempts = session.members.flatMap((member, place) => {
      const cast = (platform: Platform, answer: string) =>
        castBallot(at(member, platform), session.id, voteId, {
          participantId: member.id,
          ballot: { options: { [option]: answer as 'yes' } },
        }).then(
          () => ({ place, entered: true }),
          (error: { code: string }) => ({ place, entered: false, code: error.code }),
        );
      return [node.platform, other, node.platform].map((platform) => cast(platform, said(place)));
    });
    const outcomes = await Promise.all(attempts);
    await other.db.destroy();
    const entered = outcomes.filter((one) => one.entered).map(({ place }) => place);
    expect(entered).toHaveLength(VOTERS);
    expect(new Set(entered).size).toBe(VOTERS);
    const refused = new Set(outcomes.flatMap((one) => ('code' in one ? [one.code] : [])));
    expect([...refused]).toEqual(['meetings.ballot_already_voted']);
    await stopVote(session.chair.ctx, session.id, voteId);
    expect(await result(vote)).toMatchObject({ cast: VOTERS, ...tallied(vote) });
  });

  test('while a server process is killed: what was acknowledged is counted, the rest votes again', async () => {
    const vote = await running(visibility);
    const first = startCaster(vote, vote.session.members);
    await first.printed((lines) => lines.length >= VOTERS / 3);
    first.kill();
    const acknowledged = new Set(await first.ended);
    expect(acknowledged.size).toBeGreaterThanOrEqual(VOTERS / 3);
    expect(acknowledged.size).toBeLessThan(VOTERS);
    // Everybody tries once more, at another process: who was acknowledged is refused, and nobody gets in twice.
    const second = startCaster(vote, vote.session.members);
    const later = await second.ended;
    expect(later.filter((id) => acknowledged.has(id))).toEqual([]);
    // The killed process may have put in more than it could still acknowledge.
    expect(acknowledged.size + later.length).toBeLessThanOrEqual(VOTERS);
    await stopVote(vote.session.chair.ctx, vote.session.id, vote.voteId);
    expect(await result(vote)).toMatchObject({ cast: VOTERS, ...tallied(vote) });
  });

  test('and the process that counts is killed: the vote is whole, counted or not', async () => {
    const vote = await running(visibility);
    const { session, voteId } = vote;
    await startCaster(vote, session.members).ended;
    let state = 'started';
    for (const pause of [0, 8, 16]) {
      if (state !== 'started') break;
      const counter = startCaster(vote, [], session.chair);
      await counter.printed((lines) => lines.includes('stopping'));
      await new Promise((resolve) => setTimeout(resolve, pause));
      counter.kill();
      await counter.ended;
      ({ state } = await getVote(session.chair.ctx, session.id, voteId));
      expect((await getVote(session.chair.ctx, session.id, voteId)).castCount).toBe(VOTERS);
    }
    if (state === 'started') await stopVote(session.chair.ctx, session.id, voteId);
    expect(await result(vote)).toMatchObject({ cast: VOTERS, ...tallied(vote) });
  });

  test('and it is stopped in the middle: a ballot is in and acknowledged, or refused', async () => {
    const vote = await running(visibility);
    const { session, voteId, option, said } = vote;
    const casting = session.members.map((member, place) =>
      castBallot(member.ctx, session.id, voteId, {
        participantId: member.id,
        ballot: { options: { [option]: said(place) } },
      }).then(
        () => 'entered',
        (error: { code: string }) => error.code,
      ),
    );
    await Promise.race(casting);
    await stopVote(session.chair.ctx, session.id, voteId);
    const outcomes = await Promise.all(casting);
    const entered = outcomes.filter((outcome) => outcome === 'entered').length;
    expect(new Set(outcomes.filter((outcome) => outcome !== 'entered')).size).toBeLessThanOrEqual(1);
    expect(entered + outcomes.filter((outcome) => outcome === 'meetings.ballot_not_open').length).toBe(VOTERS);
    expect(await result(vote)).toMatchObject({ cast: entered });
  });
});

/** Runs a caster; `ended` settles with the lines that it printed. */
function startCaster(
  { session, voteId, option, said }: Running,
  members: readonly TestParticipant[],
  stop?: TestParticipant,
) {
  const order: CasterOrder = {
    url: node.urls.app,
    dataDir: node.platform.config.dataDir,
    sessionId: session.id,
    voteId,
    option,
    voters: members.map((member, place) => ({
      participantId: member.id,
      personId: personOf(member),
      said: said(place),
    })),
    ...(stop && { stopAs: personOf(stop) }),
  };
  const child: ChildProcess = spawn(process.execPath, [CASTER, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const waiting: (() => void)[] = [];
  const lines = () => text.split('\n').slice(0, -1);
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    for (const look of waiting) look();
  });
  const ended = once(child, 'close').then(lines);
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    printed: (enough: (printed: string[]) => boolean) =>
      Promise.race([
        ended,
        new Promise<void>((resolve) => {
          const look = () => void (enough(lines()) && resolve());
          waiting.push(look);
          look();
        }),
      ]),
  };
}

function personOf({ ctx }: TestParticipant): string {
  if (ctx.actor.kind !== 'person') throw new Error('A participant of a test is a person.');
  return ctx.actor.personId;
}
