import { publicUrl } from '#platform/server/config/public-url.ts';
import { seal, unseal } from '#platform/server/config/seal.ts';
import type { Platform } from '#platform/server/platform.ts';

const PURPOSE = 'usage.report_stop';

interface Stop {
  /** The report. */
  id: string;
  /** Who wants it no more. */
  to: string;
}

/** Where a recipient stops a report with one click. The address says who and what, sealed: nobody stops it for another. */
export function stopAddress({ config, secrets }: Platform, stop: Stop): string {
  const token = seal(secrets, PURPOSE, JSON.stringify(stop)).toString('base64url');
  return new URL(`/report-stop/${token}`, publicUrl(config)).href;
}

/** Null when it is none of ours. */
export function readStop({ secrets }: Platform, token: string): Stop | null {
  try {
    return JSON.parse(unseal(secrets, PURPOSE, Buffer.from(token, 'base64url'))) as Stop;
  } catch {
    return null;
  }
}
