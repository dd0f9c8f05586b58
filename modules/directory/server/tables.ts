import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { DayKind, WeekHours } from '../contract/calendar.ts';
import type {
  AgencyKind,
  AgencyLevel,
  CodeSystem,
  DelegationScope,
  GrantScope,
  Guess,
  MoveKind,
  ReorganisationState,
} from '../contract.ts';

/** Tables of the schema `directory`. Periods are half open: `valid_from` null = before our records, `valid_to` null = open. */
export interface DirectoryTables {
  'directory.agency': AgencyTable;
  'directory.agency_name': AgencyNameTable;
  'directory.agency_code': AgencyCodeTable;
  'directory.agency_parent': AgencyParentTable;
  'directory.agency_link': AgencyLinkTable;
  'directory.agency_image': AgencyImageTable;
  'directory.boundary': BoundaryTable;
  'directory.reorganisation': ReorganisationTable;
  'directory.reorganisation_move': MoveTable;
  'directory.reorganisation_change': ChangeTable;
  'directory.person': PersonTable;
  'directory.account_person': { account_id: string; person_id: string };
  'directory.position': { id: string; name: string; rank: number };
  'directory.assignment': AssignmentTable;
  'directory.role': {
    id: string;
    code: string;
    name: string;
    description: string;
    permissions: string[];
    second_factor: Generated<boolean>;
  };
  'directory.role_grant': RoleGrantTable;
  'directory.delegation': DelegationTable;
  'directory.session_hat': { session_id: string; assignment_id: string | null; delegation_id: string | null };
  'directory.calendar_year': { year: number; source: string };
  'directory.calendar_day': CalendarDayTable;
  'directory.work_week': { valid_from: string; hours: JSONColumnType<WeekHours>; source: string };
}

interface Dated {
  valid_from: string | null;
  valid_to: string | null;
}

interface AgencyTable extends Dated {
  id: string;
  kind: AgencyKind;
  level: AgencyLevel;
  /** Place among its brothers and sisters: offices first, then departments, then communes. */
  sort: Generated<number>;
  longitude: number | null;
  latitude: number | null;
  area_km2: number | null;
  address: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  place_source: string | null;
}

interface BoundaryTable {
  agency_id: string;
  source: string;
  polygons: ColumnType<[number, number][][][], string, string>;
  imported_at: Date;
}

interface AgencyImageTable {
  agency_id: string;
  use: 'seal' | 'logo';
  file_key: string;
  media_type: string;
  sha256: Buffer;
}

interface AgencyNameTable extends Dated {
  id: string;
  agency_id: string;
  name: string;
  short_name: string;
  search: string;
}

interface AgencyCodeTable extends Dated {
  id: string;
  agency_id: string;
  system: CodeSystem;
  code: string;
  sample: Generated<boolean>;
}

interface AgencyParentTable extends Dated {
  id: string;
  agency_id: string;
  parent_id: string;
}

interface AgencyLinkTable {
  id: string;
  from_agency_id: string;
  to_agency_id: string;
  kind: 'merge' | 'split' | 'transfer' | 'rename';
  day: string;
  legal_basis: string;
  guessed: boolean;
  /** Share of the giver's work, for figures of before; null where nobody has said. */
  weight: number | null;
  reorganisation_id: string | null;
}

interface ReorganisationTable {
  id: string;
  title: string;
  legal_number: string;
  legal_date: string | null;
  legal_issuer: string | null;
  legal_link: string | null;
  effective_on: string;
  state: ReorganisationState;
  version: Generated<number>;
  failure: string | null;
  created_at: Date;
  applied_at: Date | null;
}

interface MoveTable {
  id: string;
  reorganisation_id: string;
  place: number;
  kind: MoveKind;
  from_agency_id: string | null;
  to_agency_id: string | null;
  guess: Guess | null;
  /** What the kind has besides: JSON. */
  detail: ColumnType<Record<string, unknown>, string, string>;
}

interface ChangeTable {
  id: string;
  reorganisation_id: string;
  table_name: string;
  row_id: string;
  was: string | null;
  row: ColumnType<Record<string, unknown> | null, string | null, string | null>;
}

interface PersonTable {
  id: string;
  name: string;
  /** The last word of the name, by which Vietnamese lists stand. */
  given_name: string;
  search: string;
  email: string | null;
  phone: string | null;
  created_at: Generated<Date>;
}

interface AssignmentTable {
  id: string;
  person_id: string;
  agency_id: string;
  position_id: string;
  is_primary: boolean;
  acting: boolean;
  legal_basis: string | null;
  valid_from: string;
  valid_to: string | null;
}

interface RoleGrantTable {
  id: string;
  person_id: string;
  assignment_id: string | null;
  role_id: string;
  scope: GrantScope;
  agency_id: string | null;
  valid_from: string;
  valid_to: string | null;
}

interface DelegationTable {
  id: string;
  assignment_id: string;
  giver_id: string;
  taker_id: string;
  source_id: string | null;
  permissions: string[];
  scope: DelegationScope;
  agency_id: string | null;
  onward: boolean;
  legal_basis: string;
  valid_from: string;
  valid_to: string;
  revoked_at: Date | null;
}

interface CalendarDayTable {
  day: string;
  kind: DayKind;
  name: string;
  source: string;
  confirmed: boolean;
}
