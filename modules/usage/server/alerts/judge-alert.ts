import type { AlertKind, AlertMeasure } from '../../contract.ts';

/** As much of a rule as decides. */
export interface Threshold {
  kind: AlertKind;
  measure: AlertMeasure;
  percent: number;
  hours: number;
  least: number;
  quietFrom: number;
  quietTo: number;
}

/** What was seen of a site in the hours of a rule. */
export interface Seen {
  value: number;
  /** By the site's rhythm; null where it has none. */
  usual: number | null;
  /** Since the last hit, robots' hits included. */
  silentMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * Does a site stand out by a rule? Without a rhythm nothing is usual: then only silence can be told, and only by a rule
 * that asks for no usual number.
 */
export function standsOut(rule: Threshold, { value, usual, silentMs }: Seen): boolean {
  const { kind, percent, hours, least } = rule;
  if (kind === 'silence') return silentMs >= hours * HOUR_MS && (least === 0 || (usual !== null && usual >= least));
  if (usual === null) return false;
  if (kind === 'drop') return usual >= least && usual > 0 && value <= usual * (1 - percent / 100);
  return value >= Math.max(1, least) && value >= usual * (1 + percent / 100);
}

/** Is nobody told at this hour of the day? Quiet hours may go over midnight. */
export function isQuiet({ quietFrom, quietTo }: Pick<Threshold, 'quietFrom' | 'quietTo'>, hour: number): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? hour >= quietFrom && hour < quietTo : hour >= quietFrom || hour < quietTo;
}
