import { calendarOf, dayOf, workingDaysBetween } from '#modules/directory/server/index.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { InvitationTime } from '../../contract.ts';

/**
 * Working days that an invitation of today leaves, by the directory's calendar: those after today, up to and with the day
 * of the session (QĐ 45/2018/QĐ-TTg: at least three, but for urgent meetings).
 */
export async function timeLeft(platform: Platform, startsAt: Date, required: number): Promise<InvitationTime> {
  const left = workingDaysBetween(await calendarOf(platform), dayOf(platform.now()), dayOf(startsAt));
  return { required, left, late: left < required };
}
