import type { ColumnType, Generated } from 'kysely';
import type {
  AlertKind,
  AlertMeasure,
  BoardSnapshot,
  ConnectionCheck,
  GapBasis,
  GoalKind,
  GoalMatch,
  LogImportState,
  ReportEvery,
  SiteKind,
  SiteState,
} from '../contract.ts';
import type { DefinitionTexts } from './evaluation/definitions.repo.ts';
import type { FormulaName } from './evaluation/formulas.ts';
import type { BrokenReason, LogFormat } from './log-import/read/log-line.ts';
import type { Counts } from './log-import/tally.ts';

/** Tables of the schema `usage`. Hits stand in ClickHouse (`hits.clickhouse.ts`). */
export interface UsageTables {
  'usage.site': {
    id: string;
    code: number;
    name: string;
    /** Name, code and domains without accents, for search. */
    search: string;
    kind: SiteKind;
    owner_agency_id: string;
    time_zone: string;
    state: SiteState;
    duty_date: string | null;
    created_at: Generated<Date>;
  };
  'usage.site_domain': { site_id: string; place: number; domain: string };
  'usage.site_activity': { site_id: string; first_hit_at: Date; last_hit_at: Date };
  'usage.rhythm': {
    site_id: string;
    learned_at: Date;
    /** Hours that were looked at. */
    hours: number;
    level: number;
    people: number[];
    hits: number[];
    bots: number[];
  };
  'usage.interruption': {
    id: string;
    site_id: string;
    started_at: Date;
    ended_at: Date | null;
    /** Estimate; null where the site has no rhythm yet, and while it goes on. */
    missed_hits: number | null;
    basis: GapBasis;
    found_at: Date;
    filled_at: Date | null;
  };
  'usage.alert_rule': {
    id: string;
    name: string;
    kind: AlertKind;
    agency_id: string;
    below: boolean;
    /** Null: all sites of the agency. */
    site_id: string | null;
    measure: AlertMeasure;
    percent: number;
    hours: number;
    least: number;
    quiet_from: number;
    quiet_to: number;
    enabled: boolean;
    created_by: string;
    created_at: Date;
    removed_at: Date | null;
  };
  'usage.alert': {
    id: string;
    rule_id: string;
    site_id: string;
    started_at: Date;
    ended_at: Date | null;
    value: number;
    usual: number | null;
    told_at: Date | null;
  };
  'usage.annotation': {
    id: string;
    agency_id: string;
    /** Null: of all sites of the agency and below. */
    site_id: string | null;
    day: string;
    text: string;
    created_by: string;
    created_at: Date;
  };
  'usage.goal': { id: string; site_id: string; number: number; created_by: string; created_at: Date };
  'usage.goal_version': {
    goal_id: string;
    version: number;
    name: string;
    kind: GoalKind;
    match: GoalMatch;
    pattern: string;
    from_day: string;
    to_day: string | null;
  };
  'usage.service': {
    id: string;
    agency_id: string;
    code: string;
    name: string;
    source: string;
    added_by: string;
    added_at: Date;
  };
  'usage.set_aside': { site_id: string; day: string; reason: string; count: number; last_at: Date };
  'usage.visitor_salt': { site_code: number; day: string; salt: Buffer };
  'usage.api_key': {
    id: string;
    name: string;
    agency_id: string;
    below: boolean;
    /** Null: all sites of the agency. */
    site_codes: number[] | null;
    token_hash: Buffer;
    created_by: string | null;
    created_at: Generated<Date>;
    expires_on: string;
    revoked_at: Date | null;
    last_used_on: string | null;
  };
  'usage.connection_check': {
    id: string;
    site_id: string;
    asked_at: Date;
    done_at: Date | null;
    result: ColumnType<CheckResult | null, string | null, string>;
  };
  'usage.log_import': {
    id: string;
    site_id: string;
    /** Null once the file is removed: it holds addresses and stays no longer than it must. */
    file_key: string | null;
    name: string;
    file_bytes: number;
    file_sha256: Buffer;
    format: LogFormat;
    state: LogImportState;
    /** Who brought it: a person's name, or the command. */
    asked_by: string;
    created_at: Date;
    /** When something was last heard of it. */
    progress_at: Date;
    started_at: Date | null;
    ended_at: Date | null;
    cause: string | null;
    /** Of the file as it lies there, perhaps packed. */
    read_bytes: Generated<number>;
    /** Of the content: counted by an earlier import. */
    skipped_bytes: Generated<number>;
    /** Of the content: how far it is counted. */
    content_bytes: Generated<number>;
    content_sha256: Buffer | null;
    lines: Generated<number>;
    counts: ColumnType<Counts, string | undefined, string>;
    first_at: Date | null;
    last_at: Date | null;
  };
  'usage.report_mail': {
    id: string;
    agency_id: string;
    /** Null: the agency with all below it. */
    site_code: number | null;
    every: ReportEvery;
    recipients: string[];
    next_on: string;
    created_at: Generated<Date>;
  };
  'usage.report_sent': {
    id: string;
    report_id: string;
    at: Date;
    from_day: string;
    to_day: string;
    recipients: string[];
  };
  'usage.segment': {
    id: string;
    name: string;
    expression: string;
    /** Null: only its maker's. */
    agency_id: string | null;
    person_id: string;
    created_at: Generated<Date>;
  };
  'usage.public_board': {
    id: string;
    agency_id: string;
    slug: string;
    title: string;
    smallest: number;
    embeddable: boolean;
    published_at: Date;
    /** All that is shown; null until a job has worked it out. */
    snapshot: ColumnType<BoardSnapshot | null, string | null, string | null>;
    built_at: Date | null;
  };
  'usage.rate_definition': {
    key: string;
    version: number;
    /** Order in which rates are shown. */
    place: number;
    formula: FormulaName;
    texts: Record<'vi' | 'en', DefinitionTexts>;
    source: string;
    valid_from: string;
    valid_to: string | null;
  };
  'usage.log_import_problem': { import_id: string; line: number; reason: BrokenReason; text: string };
}

/** What a check found, as it is kept. */
export type CheckResult = Omit<ConnectionCheck, 'state' | 'askedAt' | 'doneAt'>;
