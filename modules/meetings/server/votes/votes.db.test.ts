import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { PlanVote } from '../../contract.ts';
import { meetings } from '../index.ts';
import { confirmPresence } from '../presence/confirm-presence.ts';
import { getPresence } from '../presence/get-presence.ts';
import { noteLine } from '../presence/note-line.ts';
import { setPresence } from '../presence/set-presence.ts';
import { type TestSession, testSession } from '../testing/test-session.ts';
import { castBallot, castByPhone } from './cast-ballot.ts';
import { changeVote, removeVote } from './change-vote.ts';
import { enterNumbers } from './enter-numbers.ts';
import { getVote } from './get-vote.ts';
import { listBallots } from './list-ballots.ts';
import { listVotes } from './list-votes.ts';
import { liveVotes } from './live.ts';
import { openRound } from './open-round.ts';
import { planVote } from './plan-vote.ts';
import { setProxy } from './set-proxy.ts';
import { resetVote, startVote } from './start-vote.ts';
import { decideTie, publishVote, stopVote } from './stop-vote.ts';

let node: TestPlatform;
let now = new Date('2026-11-25T01:30:00Z');
beforeAll(async () => {
  node = await testPlatform({ modules: [meetings], now: () => now });
});
afterAll(() => node.close());

const plan = (session: TestSession, more: Partial<PlanVote> = {}): PlanVote =>
  PlanVote.parse({
    itemId: session.itemId,
    title: 'Kế hoạch 2022',
    question: 'Thông qua Kế hoạch hoạt động năm 2022?',
    visibility: 'named',
    method: 'approval',
    ...more,
  });

async function allPresent(session: TestSession, members: TestSession['chair'][] = session.members): Promise<void> {
  for (const { ctx } of members) await confirmPresence(ctx, session.id, true);
}

/** A started vote, everybody there. */
async function running(session: TestSession, more: Partial<PlanVote> = {}): Promise<{ id: string; options: string[] }> {
  const id = await planVote(session.secretary.ctx, session.id, plan(session, more));
  await startVote(session.chair.ctx, session.id, id, null);
  const { options } = await getVote(session.chair.ctx, session.id, id);
  return { id, options: options.map((option) => option.id) };
}

const answer = (option: string | undefined, said: 'yes' | 'no' | 'abstain') => ({
  options: { [option as string]: said },
});

describe('a named vote', () => {
  test('goes from plan to publication; the result comes to all in one act', async () => {
    const session = await testSession(node);
    await allPresent(session);
    const { chair, secretary, members } = session;
    const vote = await running(session);
    const [option] = vote.options;
    const said = ['yes', 'yes', 'yes', 'no'] as const;
    for (const [at, each] of said.entries()) {
      const member = members[at] as TestSession['chair'];
      const receipt = await castBallot(member.ctx, session.id, vote.id, {
        participantId: member.id,
        ballot: answer(option, each),
      });
      expect(receipt.code).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
      const seen = await getVote(member.ctx, session.id, vote.id);
      expect(seen.voices).toEqual([{ participantId: member.id, name: expect.any(String), receipt }]);
    }
    const during = await getVote(chair.ctx, session.id, vote.id);
    expect([during.castCount, during.entitledCount, during.result]).toEqual([4, 5, null]);
    await expect(listBallots(chair.ctx, session.id, vote.id, { limit: 10 })).rejects.toMatchObject({
      code: 'meetings.vote_state',
    });
    await stopVote(secretary.ctx, session.id, vote.id);
    const counted = await getVote(secretary.ctx, session.id, vote.id);
    expect(counted.result).toMatchObject({ members: '5', present: '5', valid: '4', cast: '4', notVoted: '1' });
    expect(counted.result?.options).toEqual([
      { id: option, yes: '3', no: '1', abstain: '0', base: '5', percent: '60.000', outcome: 'passed' },
    ]);
    const member = members[4] as TestSession['chair'];
    expect((await getVote(member.ctx, session.id, vote.id)).result).toBeNull();
    expect((await listVotes(member.ctx, session.id, { limit: 10 })).rows[0]?.result).toBeNull();
    expect((await liveVotes(node.platform.db, session.id, 'all'))[0]?.result).toBeNull();
    expect((await liveVotes(node.platform.db, session.id, 'office'))[0]?.result).not.toBeNull();
    await publishVote(chair.ctx, session.id, vote.id);
    expect((await getVote(member.ctx, session.id, vote.id)).result).toEqual(counted.result);
    expect((await liveVotes(node.platform.db, session.id, 'all'))[0]?.result).toEqual(counted.result);
    const { rows } = await listBallots(member.ctx, session.id, vote.id, { limit: 10 });
    expect(rows.map((row) => row.ballot)).toEqual(said.map((each) => answer(option, each)));
    // Kept for ever: the program itself cannot change or remove them.
    for (const statement of ['update meetings.vote_named set by_phone = true', 'delete from meetings.vote_named']) {
      await expect(run(statement)).rejects.toThrow('permission denied');
    }
  });

  test('takes one ballot for each person, and says why it takes no other', async () => {
    const session = await testSession(node);
    await allPresent(session, session.members.slice(0, 4));
    const vote = await running(session);
    const [option] = vote.options;
    const [first, second, , , away] = session.members;
    const cast = (who: { id: string; ctx: TestSession['chair']['ctx'] }, ballot: object, forId = who.id) =>
      castBallot(who.ctx, session.id, vote.id, { participantId: forId, ballot: ballot as never });
    const guest = await session.add({ kind: 'invitee', votes: false });
    await confirmPresence(guest.ctx, session.id, true);
    await expect(cast(guest, answer(option, 'yes'))).rejects.toMatchObject({ code: 'meetings.ballot_not_entitled' });
    await expect(cast(away, answer(option, 'yes'))).rejects.toMatchObject({ code: 'meetings.ballot_not_present' });
    await expect(cast(first, answer(option, 'yes'), away.id)).rejects.toMatchObject({
      code: 'meetings.ballot_proxies_off',
    });
    await expect(cast(first, { options: {} })).rejects.toMatchObject({ code: 'meetings.ballot_form_wrong' });
    await expect(cast(first, { all: 'yes' })).rejects.toMatchObject({ code: 'meetings.ballot_answer_to_all_refused' });
    await cast(first, answer(option, 'yes'));
    await expect(cast(first, answer(option, 'no'))).rejects.toMatchObject({ code: 'meetings.ballot_already_voted' });
    await stopVote(session.chair.ctx, session.id, vote.id);
    await expect(cast(second, answer(option, 'no'))).rejects.toMatchObject({ code: 'meetings.ballot_not_open' });
    expect((await getVote(session.chair.ctx, session.id, vote.id)).result?.cast).toBe('1');
  });

  test('knows proxies only where the rules do, and freezes them at the start', async () => {
    const without = await testSession(node);
    const [giver, holder] = without.members;
    await expect(setProxy(giver.ctx, without.id, giver.id, holder.id)).rejects.toThrow('know no proxies');
    const session = await testSession(node, { rules: { proxies: true } });
    await allPresent(session);
    const [, a, b, c] = session.members;
    await setProxy(a.ctx, session.id, a.id, b.id);
    await expect(setProxy(b.ctx, session.id, b.id, c.id)).rejects.toThrow('holds votes of others');
    await expect(setProxy(c.ctx, session.id, a.id, c.id)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
    const vote = await running(session);
    const yes = answer(vote.options[0], 'yes');
    await setProxy(a.ctx, session.id, a.id, null);
    expect((await getVote(b.ctx, session.id, vote.id)).voices.map(({ participantId }) => participantId).sort()).toEqual(
      [a.id, b.id].sort(),
    );
    await castBallot(b.ctx, session.id, vote.id, { participantId: a.id, ballot: yes });
    await castBallot(b.ctx, session.id, vote.id, { participantId: b.id, ballot: yes });
    await expect(castBallot(a.ctx, session.id, vote.id, { participantId: a.id, ballot: yes })).rejects.toMatchObject({
      code: 'meetings.ballot_already_voted',
    });
    await expect(castBallot(c.ctx, session.id, vote.id, { participantId: b.id, ballot: yes })).rejects.toMatchObject({
      code: 'meetings.ballot_not_delegated',
    });
  });

  test('takes a ballot over the telephone from the secretary, marked; a secret one never', async () => {
    const session = await testSession(node);
    await allPresent(session);
    const [, member] = session.members;
    const named = await running(session);
    const cast = { participantId: member.id, ballot: answer(named.options[0], 'no') };
    await expect(castByPhone(session.chair.ctx, session.id, named.id, cast)).rejects.toMatchObject({
      code: 'meetings.duty_missing',
    });
    await castByPhone(session.secretary.ctx, session.id, named.id, cast);
    await publishVote(session.chair.ctx, session.id, named.id);
    const { rows } = await listBallots(member.ctx, session.id, named.id, { limit: 10 });
    expect(rows).toMatchObject([{ participantId: member.id, byPhone: true }]);
    const secret = await running(session, { visibility: 'secret' });
    const ballot = answer(secret.options[0], 'no');
    const byPhone = castByPhone(session.secretary.ctx, session.id, secret.id, { participantId: member.id, ballot });
    await expect(byPhone).rejects.toMatchObject({ code: 'meetings.vote_secret_phone' });
  });

  test('ends in a tie that the secretary decides on the side of the chair', async () => {
    const session = await testSession(node, { members: 4 });
    await allPresent(session);
    const vote = await running(session);
    for (const [at, { id, ctx }] of session.members.entries()) {
      const ballot = answer(vote.options[0], at < 2 ? 'yes' : 'no');
      await castBallot(ctx, session.id, vote.id, { participantId: id, ballot });
    }
    await expect(publishVote(session.chair.ctx, session.id, vote.id)).rejects.toMatchObject({
      code: 'meetings.vote_tie_open',
    });
    await stopVote(session.chair.ctx, session.id, vote.id);
    const tied = await getVote(session.secretary.ctx, session.id, vote.id);
    expect(tied.tie).toEqual({ chairAnswer: 'yes', proposed: 'passed', confirmed: false });
    expect(tied.result?.options[0]?.outcome).toBe('tie');
    await expect(publishVote(session.chair.ctx, session.id, vote.id)).rejects.toMatchObject({
      code: 'meetings.vote_tie_open',
    });
    await expect(decideTie(session.chair.ctx, session.id, vote.id)).rejects.toMatchObject({
      code: 'meetings.duty_missing',
    });
    await decideTie(session.secretary.ctx, session.id, vote.id);
    await publishVote(session.chair.ctx, session.id, vote.id);
    const published = await getVote(session.chair.ctx, session.id, vote.id);
    expect(published.result?.options[0]).toMatchObject({ yes: '2', no: '2', outcome: 'passed' });
    expect(await journal(session.id)).toEqual(
      expect.arrayContaining(['vote_started', 'vote_stopped', 'vote_tie_decided', 'vote_published']),
    );
  });
});

describe('the life of a vote', () => {
  test('no way back after the first ballot: a new round, and the old one stays', async () => {
    const session = await testSession(node);
    await allPresent(session);
    const { chair, secretary } = session;
    const vote = await running(session);
    await resetVote(chair.ctx, session.id, vote.id);
    await startVote(chair.ctx, session.id, vote.id, null);
    await castBallot(chair.ctx, session.id, vote.id, {
      participantId: chair.id,
      ballot: answer(vote.options[0], 'no'),
    });
    await expect(resetVote(chair.ctx, session.id, vote.id)).rejects.toMatchObject({
      code: 'meetings.vote_has_ballots',
    });
    await expect(removeVote(chair.ctx, session.id, vote.id)).rejects.toThrow('vote is started');
    await expect(openRound(chair.ctx, session.id, vote.id)).rejects.toMatchObject({ code: 'meetings.vote_state' });
    await publishVote(chair.ctx, session.id, vote.id);
    const second = await openRound(secretary.ctx, session.id, vote.id);
    expect(await getVote(chair.ctx, session.id, second)).toMatchObject({ round: 2, number: 2, previousId: vote.id });
    await expect(openRound(secretary.ctx, session.id, vote.id)).rejects.toMatchObject({ code: 'meetings.vote_state' });
    expect((await getVote(chair.ctx, session.id, vote.id)).result?.cast).toBe('1');
  });

  test('the question and the count are frozen at the start, the label is not', async () => {
    const session = await testSession(node);
    await allPresent(session);
    const { chair } = session;
    const id = await planVote(chair.ctx, session.id, plan(session));
    const { itemId: _itemId, ...planned } = plan(session, { title: 'Nhãn khác', question: 'Câu hỏi khác?' });
    await changeVote(chair.ctx, session.id, id, planned);
    await startVote(chair.ctx, session.id, id, null);
    await changeVote(chair.ctx, session.id, id, { ...planned, title: 'Nhãn thứ ba', visibility: 'secret' });
    const seen = await getVote(chair.ctx, session.id, id);
    expect([seen.title, seen.question, seen.visibility]).toEqual(['Nhãn thứ ba', 'Câu hỏi khác?', 'named']);
    await expect(changeVote(chair.ctx, session.id, id, { ...planned, question: 'Thứ ba?' })).rejects.toThrow('started');
  });

  test('what is planned is shown to those who run the session, until it starts', async () => {
    const session = await testSession(node);
    const id = await planVote(session.secretary.ctx, session.id, plan(session));
    const [, member] = session.members;
    await expect(getVote(member.ctx, session.id, id)).rejects.toMatchObject({ code: 'meetings.vote_not_found' });
    expect((await listVotes(member.ctx, session.id, { limit: 10 })).rows).toEqual([]);
    expect((await listVotes(session.chair.ctx, session.id, { limit: 10 })).rows).toHaveLength(1);
    await removeVote(session.chair.ctx, session.id, id);
    expect((await listVotes(session.chair.ctx, session.id, { limit: 10 })).rows).toEqual([]);
  });

  test('a plan that cannot be held is refused with what to mend', async () => {
    const session = await testSession(node);
    const attempt = (more: Partial<PlanVote>) => planVote(session.chair.ctx, session.id, plan(session, more));
    const text = (words: string) => ({ text: words });
    await expect(attempt({ method: 'selection' })).rejects.toThrow('at least one option');
    await expect(attempt({ method: 'selection', options: [text('A'), text('A')] })).rejects.toThrow('stands once');
    await expect(attempt({ method: 'selection', options: [text('A')], least: 2, most: 2 })).rejects.toThrow(
      'lower the least',
    );
    await expect(attempt({ itemId: session.placeId })).rejects.toThrow('item of this session');
    await expect(attempt({ method: 'selection', options: [{ people: [session.placeId] }] })).rejects.toThrow(
      'participants',
    );
  });

  test('numbers counted by hand are typed in, mended before publication, and measured against all members', async () => {
    const session = await testSession(node, { members: 51 });
    await allPresent(session, session.members.slice(0, 34));
    const board = await session.add({ kind: 'staff', duties: ['counting'], votes: false });
    const id = await planVote(session.chair.ctx, session.id, plan(session, { visibility: 'by_hand' }));
    await expect(startVote(session.chair.ctx, session.id, id, null)).rejects.toMatchObject({
      code: 'meetings.vote_by_hand',
    });
    const option = (await getVote(board.ctx, session.id, id)).options[0]?.id as string;
    const numbers = (yes: string) => ({
      options: { [option]: { yes, no: '5', abstain: '3' } },
      toAll: {},
      valid: null,
      invalid: '1',
      cast: null,
    });
    await expect(enterNumbers(session.chair.ctx, session.id, id, numbers('26'))).rejects.toMatchObject({
      code: 'meetings.duty_missing',
    });
    await expect(enterNumbers(board.ctx, session.id, id, { ...numbers('26'), cast: '99' })).rejects.toThrow(
      'contradict',
    );
    await enterNumbers(board.ctx, session.id, id, numbers('25'));
    await enterNumbers(board.ctx, session.id, id, numbers('26'));
    await publishVote(session.chair.ctx, session.id, id);
    await expect(enterNumbers(board.ctx, session.id, id, numbers('27'))).rejects.toThrow('published');
    const { result } = await getVote(board.ctx, session.id, id);
    expect(result).toMatchObject({ members: '51', present: '34', valid: '34', invalid: '1', cast: '35' });
    expect(result?.options[0]).toMatchObject({ yes: '26', percent: '50.980', outcome: 'passed' });
  });

  test('weights are exact, and refused where a secret vote would not be secret', async () => {
    const session = await testSession(node, { members: 3 });
    const heavy = await session.add({ weight: 2_500_000n });
    await allPresent(session, [...session.members, heavy]);
    const secret = await planVote(session.chair.ctx, session.id, plan(session, { visibility: 'secret' }));
    await expect(startVote(session.chair.ctx, session.id, secret, null)).rejects.toMatchObject({
      code: 'meetings.vote_secret_weights',
    });
    const vote = await running(session);
    await castBallot(heavy.ctx, session.id, vote.id, {
      participantId: heavy.id,
      ballot: answer(vote.options[0], 'yes'),
    });
    await publishVote(session.chair.ctx, session.id, vote.id);
    const { result } = await getVote(heavy.ctx, session.id, vote.id);
    expect(result).toMatchObject({ members: '5.5', cast: '2.5', notVoted: '3' });
    expect(result?.options[0]).toMatchObject({ percent: '45.455', outcome: 'failed' });
  });
});

describe('presence and quorum', () => {
  test('no formal vote starts without quorum; lost lines wait for the secretary', async () => {
    const session = await testSession(node, { members: 6 });
    const { chair, secretary, members } = session;
    await allPresent(session, members.slice(0, 3));
    const id = await planVote(chair.ctx, session.id, plan(session));
    await expect(startVote(chair.ctx, session.id, id, 'vẫn cứ họp')).rejects.toThrow(
      '3 of 6 members are present, 4 are needed',
    );
    const fourth = members[3] as TestSession['chair'];
    await confirmPresence(fourth.ctx, session.id, true);
    await noteLine(node.as(), session.id, [fourth.id], true);
    const state = async () =>
      (await getPresence(chair.ctx, session.id)).rows.find((row) => row.participantId === fourth.id)?.state;
    expect(await state()).toBe('present');
    now = new Date(now.getTime() + 4 * 60_000);
    expect(await state()).toBe('uncertain');
    expect((await getPresence(chair.ctx, session.id)).quorum).toMatchObject({
      state: 'undecided',
      present: 3,
      uncertain: 1,
    });
    await expect(startVote(chair.ctx, session.id, id, null)).rejects.toThrow('1 lines are lost');
    await setPresence(secretary.ctx, session.id, fourth.id, { present: false, reason: 'mất kết nối' });
    await expect(startVote(chair.ctx, session.id, id, null)).rejects.toThrow('3 of 6');
    await expect(setPresence(chair.ctx, session.id, fourth.id, { present: true, reason: null })).rejects.toMatchObject({
      code: 'meetings.duty_missing',
    });
    await setPresence(secretary.ctx, session.id, fourth.id, { present: true, reason: null });
    await startVote(chair.ctx, session.id, id, null);
    expect((await getVote(chair.ctx, session.id, id)).quorum).toMatchObject({ state: 'holds', present: 4, needed: 4 });
    expect((await journal(session.id)).filter((kind) => kind.startsWith('presence'))).toHaveLength(6);
  });

  test('the chair overrides a missing quorum only where the rules allow, with a reason', async () => {
    const session = await testSession(node, { rules: { quorumOverride: true } });
    const id = await planVote(session.chair.ctx, session.id, plan(session));
    await expect(startVote(session.chair.ctx, session.id, id, null)).rejects.toThrow('0 of 5');
    await expect(startVote(session.secretary.ctx, session.id, id, 'lý do')).rejects.toThrow('0 of 5');
    await startVote(session.chair.ctx, session.id, id, 'việc khẩn cấp');
    expect((await getVote(session.chair.ctx, session.id, id)).quorum?.overrideReason).toBe('việc khẩn cấp');
  });

  test('a vote that only advises a chair who decides needs none', async () => {
    const session = await testSession(node, { rules: { decides: 'chair' } });
    const vote = await running(session);
    const seen = await getVote(session.chair.ctx, session.id, vote.id);
    expect([seen.threshold.kind, seen.quorum?.state]).toEqual(['none', 'missing']);
    await publishVote(session.chair.ctx, session.id, vote.id);
    expect((await getVote(session.chair.ctx, session.id, vote.id)).result?.options[0]?.outcome).toBe('counted');
  });

  test('a substitute votes only where the rules say so, and then instead of the member', async () => {
    const substitutes = { attend: true, vote: true, countForQuorum: true };
    const session = await testSession(node, { members: 3, rules: { substitutes } });
    const [, present, away] = session.members;
    const stand = await session.add({ kind: 'substitute', substituteForId: away.id });
    await allPresent(session, [session.chair, present, stand]);
    expect((await getPresence(stand.ctx, session.id)).quorum).toMatchObject({ members: 3, present: 3 });
    const vote = await running(session);
    await castBallot(stand.ctx, session.id, vote.id, {
      participantId: stand.id,
      ballot: answer(vote.options[0], 'yes'),
    });
    await confirmPresence(away.ctx, session.id, true);
    const late = castBallot(away.ctx, session.id, vote.id, {
      participantId: away.id,
      ballot: answer(vote.options[0], 'yes'),
    });
    await expect(late).rejects.toMatchObject({ code: 'meetings.ballot_not_entitled' });
  });
});

test('who administers the node can neither run votes nor read them', async () => {
  const session = await testSession(node);
  await allPresent(session);
  const admin = node.as(
    testPerson({ 'meetings.session.read': 'all', 'meetings.session.write': 'all', 'meetings.body.write': 'all' }),
  );
  const { id } = await running(session);
  const [option] = (await getVote(admin, session.id, id)).options;
  const refused = [
    planVote(admin, session.id, plan(session)),
    startVote(admin, session.id, id, null),
    resetVote(admin, session.id, id),
    stopVote(admin, session.id, id),
    publishVote(admin, session.id, id),
    decideTie(admin, session.id, id),
    openRound(admin, session.id, id),
    removeVote(admin, session.id, id),
    enterNumbers(admin, session.id, id, { options: {}, toAll: {}, valid: null, invalid: null, cast: null }),
    setPresence(admin, session.id, session.chair.id, { present: true, reason: null }),
    setProxy(admin, session.id, session.chair.id, null),
    castByPhone(admin, session.id, id, { participantId: session.chair.id, ballot: answer(option?.id, 'yes') }),
    castBallot(admin, session.id, id, { participantId: session.chair.id, ballot: answer(option?.id, 'yes') }),
  ];
  for (const result of await Promise.allSettled(refused)) {
    expect(result.status === 'rejected' && String(result.reason)).toMatch(/duty_missing|not_in_session|Only /);
  }
  await castBallot(session.chair.ctx, session.id, id, {
    participantId: session.chair.id,
    ballot: answer(option?.id, 'no'),
  });
  await stopVote(session.chair.ctx, session.id, id);
  // Counted, not published: the counts are for those who record them.
  expect((await getVote(admin, session.id, id)).result).toBeNull();
  await expect(listBallots(admin, session.id, id, { limit: 10 })).rejects.toMatchObject({
    code: 'meetings.vote_state',
  });
});

async function journal(sessionId: string): Promise<string[]> {
  const rows = await node.platform.db
    .selectFrom('meetings.journal')
    .select('kind')
    .where('session_id', '=', sessionId)
    .execute();
  return rows.map(({ kind }: { kind: string }) => kind);
}

async function run(statement: string): Promise<unknown> {
  const { CompiledQuery } = await import('kysely');
  return await node.platform.db.executeQuery(CompiledQuery.raw(statement));
}
