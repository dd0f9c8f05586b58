import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#platform/server/database/transact.ts';
import { endSeats, insertAct, insertBody, insertSeats, putRules } from '../bodies/bodies.repo.ts';
import { rulesPresets } from '../bodies/rules-presets.ts';
import { participantOf } from '../participants/members.ts';
import { insertParticipants, type NewParticipant, seatAt } from '../participants/participants.repo.ts';
import { insertPlaces, setPeople } from '../places/places.repo.ts';
import { insertSession, takeNumbers } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { journalAt } from './journal-at.ts';
import { NATIONAL, NATIONAL_END, NATIONAL_ITEMS, NATIONAL_SEATS } from './national-committee.ts';
import { MINISTRIES, PROVINCES } from './places-of-2021.ts';
import { acceptAll, insertItems, setCourse } from './sample.repo.ts';

/** 30/11/2021, 14:00 in Hà Nội. */
const START = new Date('2021-11-30T07:00:00Z');
const MAIN = 'Văn phòng Chính phủ';
const HANOI = { latitude: 21.03, longitude: 105.84 };

/** What other parts of the module add their sample to. */
export interface SampleSession {
  bodyId: string;
  sessionId: string;
  startsAt: Date;
  /** Ids by name. */
  participants: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
  items: readonly { id: string; title: string }[];
}

const minute = (count: number) => new Date(START.getTime() + count * 60_000);

/**
 * The first session of the National Committee as history: 85 places (the Government Office, 21 ministries, 63 provinces),
 * 16 members, its programme. Our own province took part, and keeps what is known of it here.
 */
export async function loadNational(tx: Tx, ownId: string): Promise<SampleSession> {
  const trx = tx.as<MeetingsTables>();
  const bodyId = uuidv7();
  const seats = await loadBody(tx, bodyId, ownId);
  const session = {
    id: uuidv7(),
    bodyId,
    agencyId: ownId,
    ordinal: 1,
    kind: 'regular' as const,
    title: 'Phiên họp lần thứ nhất Ủy ban Quốc gia về chuyển đổi số',
    startsAt: START,
    endsAt: minute(180),
  };
  await insertSession(trx, session);
  const places = planPlaces(ownId);
  await insertPlaces(trx, session.id, places);
  const placeId = (name: string) => places.find((place) => place.name === name)?.id ?? '';
  const heads = places.filter(({ name }) => name !== MAIN && !NATIONAL_SEATS.some(([, , place]) => place === name));
  const first = await takeNumbers(trx, session.id, seats.length + heads.length + places.length + 1);
  let number = first;
  const members = seats.map((seat) => participantOf(seat, number++, new Map()));
  const invited = heads.map((place) => guest(number++, 'invitee', headOf(place.name), place));
  const secretary = guest(number++, 'staff', 'Thư ký phiên họp', { id: placeId(MAIN), name: MAIN }, ['secretary']);
  const operators = places.map((place) =>
    guest(number++, 'staff', `Cán bộ kỹ thuật, ${place.name}`, place, ['operator']),
  );
  await insertParticipants(trx, session.id, [...members, ...invited, secretary, ...operators]);
  for (const [index, [, , place]] of NATIONAL_SEATS.entries()) {
    await seatAt(trx, [members[index]?.id ?? ''], placeId(place));
  }
  for (const [index, place] of places.entries()) {
    const at = NATIONAL_SEATS.findIndex(([, , name]) => name === place.name);
    const headId = members[at]?.id ?? invited.find((one) => one.placeId === place.id)?.id ?? null;
    await setPeople(trx, { id: place.id, headId, operatorId: operators[index]?.id ?? null });
  }
  await acceptAll(trx, session.id, new Date(START.getTime() - 3 * 86_400_000));
  const participants = new Map([...members, ...invited, secretary, ...operators].map(({ name, id }) => [name, id]));
  const items = await loadCourse(tx, session.id, participants);
  return { bodyId, sessionId: session.id, startsAt: START, participants, places: mapOf(places), items };
}

/** The committee from its founding to its end, and the rules that came three months after the session. */
async function loadBody(tx: Tx, bodyId: string, agencyId: string) {
  const trx = tx.as<MeetingsTables>();
  const { name, shortName, founded, rules, ended } = NATIONAL;
  const body = { id: bodyId, agencyId, kind: 'committee' as const, name, shortName, foundedOn: founded.day };
  await insertBody(trx, { ...body, endedOn: ended.day });
  const act = (
    kind: 'found' | 'rules' | 'end',
    { decision, day, note }: typeof founded | typeof rules | typeof ended,
  ) => ({
    id: uuidv7(),
    kind,
    decision,
    decidedOn: day,
    effectiveOn: day,
    note,
    name: kind === 'found' ? name : null,
    shortName: kind === 'found' ? shortName : null,
  });
  const [found, ruled, end] = [act('found', founded), act('rules', rules), act('end', ended)];
  for (const one of [found, ruled, end]) await insertAct(trx, bodyId, one);
  const seats = NATIONAL_SEATS.map(([office, who], place) => ({
    id: uuidv7(),
    actId: found.id,
    office,
    personId: null,
    name: who,
    title: '',
    unitId: null,
    votes: true,
    place,
    from: founded.day,
  }));
  await insertSeats(trx, bodyId, seats);
  await endSeats(
    trx,
    seats.map(({ id }) => id),
    end.id,
    ended.day,
  );
  const preset = rulesPresets.find(({ kind }) => kind === 'committee');
  if (!preset) throw new Error('There are no rules for a committee.');
  const draft = 'Dự thảo quy chế trình tại phiên họp ngày 30/11/2021 (chưa xác nhận)';
  await putRules(trx, bodyId, { id: uuidv7(), actId: found.id, from: founded.day, rules: preset.rules, source: draft });
  await putRules(trx, bodyId, {
    id: uuidv7(),
    actId: ruled.id,
    from: rules.day,
    rules: preset.rules,
    source: preset.source,
  });
  return seats.map((seat) => ({ ...seat, endActId: null, to: null }));
}

function planPlaces(ownId: string) {
  const rows: [name: string, latitude: number, longitude: number][] = [
    [MAIN, HANOI.latitude, HANOI.longitude],
    ...MINISTRIES.map((name): [string, number, number] => [name, HANOI.latitude, HANOI.longitude]),
    ...PROVINCES.map(([name, latitude, longitude]): [string, number, number] => [name, latitude, longitude]),
  ];
  return rows.map(([name, latitude, longitude], index) => ({
    id: uuidv7(),
    ordinal: index + 1,
    isMain: name === MAIN,
    name,
    agencyId: name === 'Tỉnh Khánh Hòa' ? ownId : null,
    room: index === 0 ? 'Phòng họp trực tuyến' : '',
    latitude,
    longitude,
    headId: null,
    operatorId: null,
  }));
}

/** Who heads a place without a member: the chairman of a province, a deputy minister. */
function headOf(place: string): string {
  if (place.startsWith('Tỉnh ')) return `Chủ tịch UBND tỉnh ${place.slice(5)}`;
  if (place.startsWith('Thành phố ')) return `Chủ tịch UBND thành phố ${place.slice(10)}`;
  return `Lãnh đạo ${place}`;
}

function guest(
  number: number,
  kind: 'invitee' | 'staff',
  name: string,
  place: { id: string; name: string },
  duties: NewParticipant['duties'] = [],
): NewParticipant {
  const nobody = { personId: null, seatId: null, unitId: null, title: '', votes: false };
  return { id: uuidv7(), number, kind, duties, name, unitName: place.name, placeId: place.id, ...nobody };
}

async function loadCourse(tx: Tx, sessionId: string, participants: ReadonlyMap<string, string>) {
  const trx = tx.as<MeetingsTables>();
  const ends = NATIONAL_ITEMS.map((_, index) => NATIONAL_ITEMS[index + 1]?.began ?? NATIONAL_END);
  const items = NATIONAL_ITEMS.map(({ title, content, presenter, minutes, began }, index) => ({
    id: uuidv7(),
    title,
    content,
    presenterId: participants.get(presenter) ?? null,
    presenter,
    seconds: minutes * 60,
    state: 'closed' as const,
    openedAt: minute(began),
    closedAt: minute(ends[index] ?? NATIONAL_END),
  }));
  await insertItems(trx, sessionId, items);
  const chair = participants.get('Thủ tướng Chính phủ') ?? null;
  const preset = rulesPresets.find(({ kind }) => kind === 'committee');
  await setCourse(trx, sessionId, {
    state: 'closed',
    openedAt: START,
    closedAt: minute(NATIONAL_END),
    rules: preset?.rules ?? null,
  });
  await journalAt(trx, sessionId, chair, [
    { at: START, kind: 'session_opened', participantId: chair, data: { chair: 'Thủ tướng Chính phủ' } },
    ...items.flatMap(({ id, openedAt, closedAt }) => [
      { at: openedAt, kind: 'item_opened' as const, itemId: id },
      { at: closedAt, kind: 'item_closed' as const, itemId: id },
    ]),
    { at: minute(NATIONAL_END), kind: 'session_closed', participantId: chair },
  ]);
  return items;
}

export function mapOf(all: readonly { id: string; name: string }[]): ReadonlyMap<string, string> {
  return new Map(all.map(({ id, name }) => [name, id]));
}
