/** A session as a request carries it. */
export interface Session {
  accountId: string;
  sessionId: string;
}

/** Accounts and sessions. Behind it stands a library; nothing outside `platform/server/auth` knows which. */
export interface Auth {
  /** The session of a request's `Cookie` header, if it is in force. */
  findSession(cookie: string): Promise<Session | null>;
  /**
   * Signs in with a password. Answers the `Set-Cookie` headers of the new session, or null when the two do not fit;
   * both take equally long.
   */
  signIn(
    email: string,
    password: string,
    from: { address: string; agent: string },
  ): Promise<{ cookies: string[]; accountId: string } | null>;
  /** Ends the session; answers the `Set-Cookie` headers that clear it. */
  signOut(cookie: string): Promise<string[]>;
  /** Makes an account. @throws AppError platform.conflict when the address is taken */
  createAccount(email: string, name: string, password: string): Promise<string>;
  /** Ends all sessions of an account, e.g. when its person leaves. */
  endSessions(accountId: string): Promise<void>;
}
