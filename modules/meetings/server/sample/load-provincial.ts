import { v7 as uuidv7 } from 'uuid';
import {
  type AgencyBrief,
  currentAgencies,
  type Day,
  dayOf,
  directory,
  findAgencyPoints,
  plusDays,
} from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import type { SeatOffice } from '../../contract.ts';
import { agencyNames } from '../agency-names.ts';
import { endSeats, findSeatsOn, insertAct, insertBody, insertSeats, putRules } from '../bodies/bodies.repo.ts';
import { rulesPresets } from '../bodies/rules-presets.ts';
import { participantOf } from '../participants/members.ts';
import { insertParticipants, type NewParticipant, seatAt } from '../participants/participants.repo.ts';
import { insertPlaces, setPeople } from '../places/places.repo.ts';
import { insertSession, takeNumbers } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { journalAt } from './journal-at.ts';
import { mapOf, type SampleSession } from './load-national.ts';
import { CAME, COMMUNES_MOST, LEFT, PROVINCIAL, PROVINCIAL_ITEMS, PROVINCIAL_SEATS } from './provincial-committee.ts';
import { acceptAll, decline, insertItems, setCourse } from './sample.repo.ts';

const MINUTE_MS = 60_000;
const RUNNING_MINUTES = 25;
/** Who chairs in the place of the chair, who is away. */
const CHAIR = 'Trần Thị Lãnh Đạo';

interface World {
  keeperId: string;
  agencies: ReadonlyMap<string, AgencyBrief>;
  people: ReadonlyMap<string, string>;
  rootId: string;
}

/**
 * A provincial steering committee, re-formed once, with a session that was, one that runs now, and one to come. In the
 * running one the sample's accounts chair, keep the record and take part.
 */
export async function loadProvincial(
  ctx: Context,
  tx: Tx,
  rootId: string,
): Promise<{ past: SampleSession; running: SampleSession; coming: SampleSession }> {
  const agencies = mapByName(await currentAgencies(ctx.platform));
  const people = await findPeople(ctx);
  const keeperId = agencies.get('Sở Khoa học và Công nghệ')?.id ?? rootId;
  const world = { keeperId, agencies, people, rootId };
  const bodyId = await loadBody(tx, world);
  const now = ctx.platform.now();
  const today = dayOf(now);
  const running = new Date(Math.floor(now.getTime() / (5 * MINUTE_MS)) * 5 * MINUTE_MS - RUNNING_MINUTES * MINUTE_MS);
  return {
    past: await loadSession(ctx, tx, world, bodyId, {
      ordinal: 2,
      startsAt: at(plusDays(today, -92), 1),
      state: 'closed',
    }),
    running: await loadSession(ctx, tx, world, bodyId, { ordinal: 3, startsAt: running, state: 'open' }),
    coming: await loadSession(ctx, tx, world, bodyId, {
      ordinal: 4,
      startsAt: at(plusDays(today, 26), 1),
      state: 'invited',
    }),
  };
}

/** 08:00 in Việt Nam for an hour of 1. */
function at(day: Day, hour: number): Date {
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
}

function mapByName(agencies: readonly AgencyBrief[]): ReadonlyMap<string, AgencyBrief> {
  return new Map(agencies.map((agency) => [agency.shortName, agency]));
}

/** People of the sample's accounts by name; on a node without them the seats are known by these names only. */
async function findPeople(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { name, title } of PROVINCIAL_SEATS) {
    if (title === undefined) continue;
    const [id] = (await directory.names?.like(ctx.platform, name, 1))?.people ?? [];
    if (id !== undefined) found.set(name, id);
  }
  return found;
}

async function loadBody(tx: Tx, { keeperId, agencies, people }: World): Promise<string> {
  const trx = tx.as<MeetingsTables>();
  const { name, shortName, founded, reformed } = PROVINCIAL;
  const id = uuidv7();
  const kind = 'steering_committee' as const;
  await insertBody(trx, { id, agencyId: keeperId, kind, name, shortName, foundedOn: founded.day, endedOn: null });
  const act = (of: 'found' | 'reform', { decision, day, note }: typeof founded | typeof reformed) => ({
    id: uuidv7(),
    kind: of,
    decision,
    decidedOn: day,
    effectiveOn: day,
    note,
    name: of === 'found' ? name : null,
    shortName: of === 'found' ? shortName : null,
  });
  const [found, reform] = [act('found', founded), act('reform', reformed)];
  await insertAct(trx, id, found);
  await insertAct(trx, id, reform);
  const seat = (
    one: { office: SeatOffice; name: string; title?: string; unit: string | null; votes?: boolean },
    place: number,
    actId: string,
    from: Day,
  ) => ({
    id: uuidv7(),
    actId,
    office: one.office,
    personId: people.get(one.name) ?? null,
    name: one.name,
    title: one.title ?? '',
    unitId: one.unit === null ? null : (agencies.get(one.unit)?.id ?? null),
    votes: one.votes ?? true,
    place,
    from,
  });
  const left = seat(LEFT, 50, found.id, founded.day);
  await insertSeats(trx, id, [
    ...PROVINCIAL_SEATS.map((one, place) => seat(one, place, found.id, founded.day)),
    left,
    seat(CAME, 51, reform.id, reformed.day),
  ]);
  await endSeats(trx, [left.id], reform.id, reformed.day);
  const preset = rulesPresets.find((one) => one.kind === kind);
  if (!preset) throw new Error('There are no rules for a steering committee.');
  const { rules, source } = preset;
  await putRules(trx, id, { id: uuidv7(), actId: found.id, from: founded.day, rules, source });
  return id;
}

interface Course {
  ordinal: number;
  startsAt: Date;
  state: 'closed' | 'open' | 'invited';
}

async function loadSession(
  ctx: Context,
  tx: Tx,
  world: World,
  bodyId: string,
  { ordinal, startsAt, state }: Course,
): Promise<SampleSession> {
  const trx = tx.as<MeetingsTables>();
  const session = {
    id: uuidv7(),
    bodyId,
    agencyId: world.keeperId,
    ordinal,
    kind: 'regular' as const,
    title: `Phiên họp lần thứ ${['', 'nhất', 'hai', 'ba', 'tư'][ordinal]} ${PROVINCIAL.name}`,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 150 * MINUTE_MS),
  };
  await insertSession(trx, session);
  const places = await planPlaces(ctx, world);
  await insertPlaces(trx, session.id, places);
  const seats = await findSeatsOn(trx, bodyId, dayOf(startsAt));
  const names = await agencyNames(
    ctx.platform,
    seats.map(({ unitId }) => unitId),
  );
  const communes = places.slice(2).filter(({ name }) => !seats.some((seat) => isOf(seat.title, name)));
  let number = await takeNumbers(trx, session.id, seats.length + communes.length);
  const members = seats.map((seat) => withDuty(participantOf(seat, number++, names)));
  const heads = communes.map(({ id, name, agencyId }): NewParticipant => {
    const who = `Chủ tịch UBND ${name[0]?.toLowerCase()}${name.slice(1)}`;
    const base = { id: uuidv7(), number: number++, kind: 'invitee' as const, duties: [], personId: null, seatId: null };
    return { ...base, name: who, title: '', unitId: agencyId, unitName: name, placeId: id, votes: false };
  });
  await insertParticipants(trx, session.id, [...members, ...heads]);
  for (const member of members) {
    const place =
      places.find(({ name, agencyId }) => isOf(member.title, name) || agencyId === member.unitId) ?? places[0];
    if (place) await seatAt(trx, [member.id], place.id);
  }
  for (const place of places) {
    const headId =
      heads.find((one) => one.placeId === place.id)?.id ?? members.find((one) => isOf(one.title, place.name))?.id;
    if (headId !== undefined) await setPeople(trx, { id: place.id, headId, operatorId: null });
  }
  const participants = mapOf([...members, ...heads]);
  const away = participants.get('Chủ tịch Ủy ban nhân dân tỉnh');
  if (state !== 'invited') await acceptAll(trx, session.id, new Date(startsAt.getTime() - 2 * 86_400_000));
  if (away !== undefined) await decline(trx, away, 'Dự họp do Chính phủ triệu tập');
  const items = await loadItems(tx, session.id, participants, startsAt, state);
  return { bodyId, sessionId: session.id, startsAt, participants, places: mapOf(places), items };
}

/** The deputy chairs while the chair is away. */
function withDuty(one: NewParticipant): NewParticipant {
  return one.name === CHAIR
    ? { ...one, duties: ['chair'] }
    : one.duties.includes('chair')
      ? { ...one, duties: [] }
      : one;
}

const isOf = (title: string, place: string) => place !== '' && title.toLowerCase().includes(place.toLowerCase());

async function planPlaces(ctx: Context, { agencies, keeperId, rootId }: World) {
  const communes = [...agencies.values()].filter(({ level }) => level === 'commune');
  const wanted = communes.filter(({ shortName }) => ['Phường Nha Trang', 'Xã Diên Khánh'].includes(shortName));
  const others = communes.filter((one) => !wanted.includes(one)).slice(0, COMMUNES_MOST - wanted.length);
  const rows = [
    { agencyId: rootId, name: 'Trụ sở UBND tỉnh', room: 'Phòng họp số 1' },
    { agencyId: keeperId, name: 'Sở Khoa học và Công nghệ', room: 'Phòng họp tầng 3' },
    ...[...wanted, ...others].map(({ id, shortName }) => ({
      agencyId: id,
      name: shortName,
      room: 'Phòng họp trực tuyến',
    })),
  ];
  const points = await findAgencyPoints(
    ctx.platform,
    rows.map(({ agencyId }) => agencyId),
  );
  return rows.map(({ agencyId, name, room }, index) => ({
    id: uuidv7(),
    ordinal: index + 1,
    isMain: index === 0,
    name,
    agencyId,
    room,
    latitude: points.get(agencyId)?.latitude ?? null,
    longitude: points.get(agencyId)?.longitude ?? null,
    headId: null,
    operatorId: null,
  }));
}

async function loadItems(
  tx: Tx,
  sessionId: string,
  participants: ReadonlyMap<string, string>,
  startsAt: Date,
  state: Course['state'],
) {
  const trx = tx.as<MeetingsTables>();
  let began = startsAt.getTime();
  const items = PROVINCIAL_ITEMS.map(({ title, content, presenter, minutes, state: now }) => {
    const opened = new Date(began);
    began += minutes * MINUTE_MS;
    const shown = state === 'open' ? now : state === 'closed' ? ('closed' as const) : ('planned' as const);
    return {
      id: uuidv7(),
      title,
      content,
      presenterId: participants.get(presenter) ?? null,
      presenter,
      seconds: minutes * 60,
      state: shown,
      openedAt: shown === 'planned' ? null : opened,
      closedAt: shown === 'closed' ? new Date(began) : null,
    };
  });
  await insertItems(trx, sessionId, items);
  if (state === 'invited') {
    await setCourse(trx, sessionId, { state, openedAt: null, closedAt: null, rules: null });
    return items;
  }
  const preset = rulesPresets.find(({ kind }) => kind === 'steering_committee');
  const closedAt = state === 'closed' ? new Date(began) : null;
  await setCourse(trx, sessionId, { state, openedAt: startsAt, closedAt, rules: preset?.rules ?? null });
  const chair = participants.get(CHAIR) ?? null;
  await journalAt(trx, sessionId, chair, [
    { at: startsAt, kind: 'session_opened', participantId: chair, data: { chair: CHAIR } },
    ...items.flatMap((item) => [
      ...(item.openedAt ? [{ at: item.openedAt, kind: 'item_opened' as const, itemId: item.id }] : []),
      ...(item.closedAt ? [{ at: item.closedAt, kind: 'item_closed' as const, itemId: item.id }] : []),
    ]),
    ...(closedAt ? [{ at: closedAt, kind: 'session_closed' as const, participantId: chair }] : []),
  ]);
  return items;
}
