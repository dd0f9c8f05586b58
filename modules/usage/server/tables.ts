import type { ColumnType, Generated } from 'kysely';
import type { ConnectionCheck, SiteKind, SiteState } from '../contract.ts';

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
}

/** What a check found, as it is kept. */
export type CheckResult = Omit<ConnectionCheck, 'state' | 'askedAt' | 'doneAt'>;
