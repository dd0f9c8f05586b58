import type { Outcome } from './mail.repo.ts';

/** What nodemailer says of a failure. */
export interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
const CAUSE_MAX = 300;

/** Pause before the next try: 30 s, doubled each time, at most an hour. `attempts`: tries before this one. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS);
}

/**
 * What follows from a failed try. A server that refuses this mail for good (RFC 5321: 5yz at the recipient or the
 * content) is not asked again; all else passes by itself.
 */
export function outcomeOf(error: SmtpError, attempts: number, now: Date): Outcome {
  const forGood = concernsThisMail(error) && (error.responseCode ?? 500) >= 500;
  return {
    state: forGood ? 'refused' : 'waiting',
    cause: causeOf(error),
    nextAt: new Date(now.getTime() + pauseAfter(attempts)),
  };
}

/** Did the server speak about this one mail, or can it not be used at all? */
export function concernsThisMail({ code, command }: SmtpError): boolean {
  // A refused sender (`MAIL FROM`) is a wrong setting, which every mail would meet.
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM';
}

/** One line for who looks after the outbox. A password of the address never stands in it: the library repeats none. */
export function causeOf(error: SmtpError): string {
  const line = error.message.replace(/\s+/g, ' ').trim();
  return (error.code ? `${error.code}: ${line}` : line).slice(0, CAUSE_MAX);
}
