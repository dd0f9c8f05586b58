import type { Actor } from './auth/actor.ts';
import type { Platform } from './platform.ts';

/**
 * Who acts, and with what. Every verb takes it first. A route, a job and a script each make one; verbs know no other
 * way to reach the stores, so that a test can call them as any person.
 */
export interface Context {
  actor: Actor;
  platform: Platform;
  /** Groups all rows and log lines of one request or job. */
  requestId: string;
  locale: 'vi' | 'en';
}
