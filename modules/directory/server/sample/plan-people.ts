import { v7 as uuidv7 } from 'uuid';
import { type Random, randomFrom } from '#platform/server/random.ts';
import { fold } from '../names/fold.ts';
import type { NewAssignment, NewPerson } from '../people/people.repo.ts';
import { inventName } from './person-names.ts';
import { type AgencyPlan, idOf } from './plan-agencies.ts';
import { MERGER } from './plan-merger.ts';
import { provincialAgencies } from './provincial-agencies.ts';

const SEED = 20_250_701;
export const DOMAIN = 'khanhhoa.example';

/** Posts are named by position; the load puts identifiers in. */
type PlannedPost = Omit<NewAssignment, 'positionId'> & { position: string };

export interface PeoplePlan {
  people: NewPerson[];
  posts: PlannedPost[];
}

const COMMUNE_POSTS = [
  'Chủ tịch',
  'Phó Chủ tịch',
  'Phó Chủ tịch',
  'Công chức Văn phòng - Thống kê',
  'Công chức Tư pháp - Hộ tịch',
  'Chuyên viên',
];

/**
 * About 600 invented people: each agency's head and deputies, clerks; heads of old districts whose posts ended with the merger;
 * some who left, some in charge without appointment, one in two agencies.
 */
export function planPeople(rootId: string, plan: AgencyPlan): PeoplePlan {
  const random = randomFrom(SEED);
  const staff = staffing(random);
  for (const position of ['Chủ tịch', ...Array<string>(4).fill('Phó Chủ tịch')]) staff.hire(rootId, position);
  for (const agency of provincialAgencies) staffProvincial(agency, plan, staff, random);
  for (const agency of plan.agencies) {
    if (agency.level === 'commune' && agency.period.to === null) staffCommune(agency.id, staff, random);
  }
  staffOldDistricts(plan, staff);
  sendAway(staff.posts, random);
  return { people: staff.people, posts: staff.posts };
}

type Staff = ReturnType<typeof staffing>;

function staffing(random: Random) {
  const people: NewPerson[] = [];
  const posts: PlannedPost[] = [];
  const addresses = new Map<string, number>();

  function addressOf(name: string): string {
    const words = fold(name).split(' ');
    const base = [words.pop(), ...words.map((word) => word[0])].join('');
    const count = (addresses.get(base) ?? 0) + 1;
    addresses.set(base, count);
    return `${base}${count === 1 ? '' : count}@${DOMAIN}`;
  }

  function hire(agencyId: string, position: string, more: Partial<PlannedPost> = {}): NewPerson {
    const name = inventName(random);
    const person = { id: uuidv7(), name, email: addressOf(name), phone: null };
    people.push(person);
    assign(person.id, agencyId, position, more);
    return person;
  }

  function assign(personId: string, agencyId: string, position: string, more: Partial<PlannedPost> = {}): void {
    const usual = { primary: true, acting: false, from: MERGER, to: null };
    posts.push({ id: uuidv7(), personId, agencyId, position, ...usual, ...more });
  }

  return { people, posts, hire, assign };
}

function staffProvincial(
  agency: (typeof provincialAgencies)[number],
  plan: AgencyPlan,
  staff: Staff,
  random: Random,
): void {
  const id = idOf(plan, agency.shortName);
  const [head, deputy] = agency.head;
  staff.hire(id, head);
  for (let i = 0; i < 2 + random.int(2); i++) staff.hire(id, deputy);
  for (let i = 0; i < 3 + random.int(3); i++) staff.hire(id, i === 0 ? 'Văn thư' : i === 1 ? 'Kế toán' : 'Chuyên viên');
  for (const division of agency.divisions) {
    const divisionId = idOf(plan, `${division} (${agency.shortName})`);
    const lead = division.startsWith('Văn phòng') ? 'Chánh Văn phòng' : 'Trưởng phòng';
    const leader = staff.hire(divisionId, lead);
    for (let i = 0; i < 1 + random.int(3); i++) {
      staff.hire(divisionId, random.chance(0.3) ? 'Chuyên viên chính' : 'Chuyên viên');
    }
    // The one person of the sample with two hats.
    if (division === 'Phòng Chuyển đổi số') {
      staff.assign(leader.id, idOf(plan, 'TT CNTT và CĐS'), 'Phó Giám đốc', { primary: false, from: '2026-01-15' });
    }
  }
}

function staffCommune(id: string, staff: Staff, random: Random): void {
  const headless = random.chance(0.06);
  for (const [index, position] of COMMUNE_POSTS.entries()) {
    if (headless && index === 0) continue;
    const person = staff.hire(id, position);
    // Where the head's seat is empty, a deputy is in charge until somebody is elected.
    if (headless && index === 1)
      staff.assign(person.id, id, 'Chủ tịch', { primary: false, acting: true, from: '2026-08-01' });
  }
}

/** Heads of the districts that ended: some went on in a commune, some left with their district. */
function staffOldDistricts(plan: AgencyPlan, staff: Staff): void {
  const districts = plan.agencies.filter((agency) => agency.level === 'district');
  const heads = staff.posts.filter((post) => post.position === 'Chủ tịch' && post.from === MERGER).slice(1);
  for (const [index, district] of districts.entries()) {
    const past = { from: '2021-06-15', to: MERGER };
    const successor = index % 3 === 0 ? undefined : heads[index * 3];
    if (successor) staff.assign(successor.personId, district.id, 'Chủ tịch', past);
    else staff.hire(district.id, 'Chủ tịch', past);
    staff.hire(district.id, 'Phó Chủ tịch', past);
  }
}

/** Every fortieth clerk has left since. */
function sendAway(posts: readonly PlannedPost[], random: Random): void {
  for (const post of posts) {
    if (post.position === 'Chuyên viên' && post.to === null && random.chance(1 / 40)) post.to = '2026-04-01';
  }
}
