import type { ColumnType, Generated } from 'kysely';

/** Tables behind sign-in, as far as we write them ourselves; the library reads sessions and prolongs them. */
export interface AuthTables {
  'platform.auth_account': {
    id: string;
    name: string;
    email: string;
    email_verified: Generated<boolean>;
    created_at: Generated<Date>;
  };
  'platform.auth_credential': {
    id: string;
    account_id: string;
    /** `credential`: a password; `oidc:NAME`: an outside provider. */
    provider: string;
    /** The account's id, or the provider's name for the person (`sub`). */
    provider_account: string;
    password: string | null;
    updated_at: Generated<Date>;
  };
  'platform.auth_session': {
    id: string;
    account_id: string;
    token: string;
    address: string | null;
    agent: string | null;
    method: Generated<string>;
    expires_at: Date;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  'platform.auth_token': {
    id: string;
    purpose: string;
    hash: Buffer;
    subject: string;
    data: ColumnType<Record<string, unknown>, string, string>;
    tries: Generated<number>;
    created_at: Date;
    expires_at: Date;
  };
  'platform.auth_totp': { account_id: string; sealed: Buffer; last_step: number; created_at: Date };
  'platform.auth_recovery_code': { account_id: string; hash: Buffer };
  'platform.auth_passkey': {
    id: string;
    account_id: string;
    name: string;
    credential: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    created_at: Date;
    used_at: Date | null;
  };
  'platform.auth_try': { key: Buffer; count: number; since: Date };
}
