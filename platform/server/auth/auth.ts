/** A session as a request carries it. */
export interface Session {
  accountId: string;
  sessionId: string;
  /** How it was opened: `password`, `password+code`, `passkey`, `oidc:NAME`. */
  method: string;
}

/** Whence somebody signs in. */
export interface From {
  address: string;
  /** What the browser calls itself. */
  agent: string;
}

/** Accounts and sessions. Behind it stands a library; nothing outside `platform/server/auth` knows which. */
export interface Auth {
  /** The session of a request's `Cookie` header, if it is in force. */
  findSession(cookie: string): Promise<Session | null>;
  /** The account of an address and its password; null when the two do not fit. Both take equally long. */
  checkPassword(email: string, password: string): Promise<string | null>;
  /** Is this the password of the account? */
  isPassword(accountId: string, password: string): Promise<boolean>;
  /** Opens a session, in the caller's transaction; answers its `Set-Cookie` header. */
  openSession(trx: object, accountId: string, method: string, from: From): Promise<string>;
  /** Ends the session; answers the `Set-Cookie` headers that clear it. */
  signOut(cookie: string): Promise<string[]>;
  /** Makes an account. @throws AppError platform.conflict when the address is taken */
  createAccount(email: string, name: string, password: string): Promise<string>;
  /** Ends all sessions of an account, e.g. when its person leaves. */
  endSessions(accountId: string): Promise<void>;
}
