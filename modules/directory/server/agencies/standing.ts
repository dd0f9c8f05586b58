import type { AgencyLevel } from '../../contract.ts';

const DEPTH: Record<AgencyLevel, number> = { central: 0, province: 1, district: 2, commune: 3 };

/** An agency stands below one of its own level (a department below its committee) or of a higher one. */
export function mayStandBelow(child: AgencyLevel, parent: AgencyLevel): boolean {
  return DEPTH[child] >= DEPTH[parent];
}
