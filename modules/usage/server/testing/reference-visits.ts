import type { Hit } from '../collector/hit.ts';
import { ACTION_KINDS, VISIT_GAP_MS } from '../reports/visit-rows.ts';

/** A visit as the slow way finds it. */
export interface ReferenceVisit {
  site: number;
  day: string;
  visitor: string;
  began: number;
  last: number;
  hits: Hit[];
  actions: number;
  pageViews: number;
  seconds: number;
  source: string;
  sourceName: string;
}

interface Running extends ReferenceVisit {
  /** What decides about the next campaign; a visit cut after too many actions hands it on. */
  campaign: string | null;
  sourced: boolean;
}

/**
 * Visits as a collector would build them hit by hit, keeping the running visit of each visitor. Written from the rules, not
 * from the SQL, and only for tests: the two must agree on every stream.
 */
export function referenceVisits(hits: readonly Hit[], mostActions: number): ReferenceVisit[] {
  const done: Running[] = [];
  const running = new Map<string, Running>();
  for (const hit of hits.filter(({ bot }) => bot === '').toSorted((a, b) => a.at - b.at)) {
    const key = `${hit.site} ${hit.day} ${hit.visitor}`;
    const visit = running.get(key);
    const lapsed = visit === undefined || hit.at - visit.last >= VISIT_GAP_MS;
    if (hit.kind === 'ping') {
      if (!lapsed) visit.last = hit.at;
      if (!lapsed) visit.hits.push(hit);
      continue;
    }
    const campaign =
      hit.referrerKind === 'campaign' ? `${hit.referrerName}\n${hit.referrerKeyword}`.toLowerCase() : null;
    const full = !lapsed && visit.actions >= mostActions;
    const begins = lapsed || hit.newVisit || changesCampaign(visit, campaign);
    let current = visit;
    if (current === undefined || begins || full) {
      const keeps = full && !begins ? visit : undefined;
      current = begin(hit, keeps);
      running.set(key, current);
      done.push(current);
    }
    current.last = hit.at;
    current.hits.push(hit);
    if ((ACTION_KINDS as readonly string[]).includes(hit.kind)) current.actions += 1;
    if (hit.kind === 'page') current.pageViews += 1;
    if (campaign !== null) current.campaign = campaign;
    if (hit.referrerKind !== 'direct') current.sourced = true;
    if (current.source === 'direct' && hit.referrerKind !== 'direct') {
      current.source = hit.referrerKind;
      current.sourceName = hit.referrerName;
    }
  }
  for (const visit of done) {
    visit.seconds = visit.hits.length > 1 ? Math.floor(visit.last / 1_000) - Math.floor(visit.began / 1_000) + 1 : 0;
  }
  return done;
}

function changesCampaign(visit: Running, campaign: string | null): boolean {
  if (campaign === null) return false;
  return visit.campaign === null ? visit.sourced : visit.campaign !== campaign;
}

function begin(hit: Hit, before: Running | undefined): Running {
  const { site, day, visitor, at } = hit;
  return {
    site,
    day,
    visitor,
    began: at,
    last: at,
    hits: [],
    actions: 0,
    pageViews: 0,
    seconds: 0,
    source: 'direct',
    sourceName: '',
    campaign: before?.campaign ?? null,
    sourced: before?.sourced ?? false,
  };
}
