import { type Actor, may, type Reach, scopeOf } from '#platform/server/auth/actor.ts';
import type { SiteState } from '../../contract.ts';

/** As much of a site as decides who may do what with it. */
export interface GuardedSite {
  ownerId: string;
  state: SiteState;
}

/** Rights follow the agency that owns the site. `scope…` are the twins for lists: owners whose sites the actor may see. */
export function canReadSite(actor: Actor, site: GuardedSite): boolean {
  return may(actor, 'usage.site.read', site.ownerId);
}

export function scopeReadSites(actor: Actor): Reach {
  return scopeOf(actor, 'usage.site.read');
}

export function canReadReport(actor: Actor, site: GuardedSite): boolean {
  return may(actor, 'usage.report.read', site.ownerId);
}

export function scopeReadReports(actor: Actor): Reach {
  return scopeOf(actor, 'usage.report.read');
}

/** A closed site is changed no more. */
export function canChangeSite(actor: Actor, site: GuardedSite): boolean {
  return site.state !== 'closed' && may(actor, 'usage.site.write', site.ownerId);
}
