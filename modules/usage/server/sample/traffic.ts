import { type Random, randomFrom, type Weighted, weights, zipf } from '#platform/server/random.ts';
import { type Hit, plainPageView } from '../collector/hit.ts';
import { addDays } from '../days.ts';
import { DOWNLOADS, FRUITLESS, OUTLINKS, pagesOf, type SamplePage, SEARCHES } from './pages.ts';
import { BOTS, CAMPAIGNS, DEVICES, HOURS, SOURCES } from './people.ts';
import type { PlannedSite } from './plan-sites.ts';

/** Vietnam has no summer time. */
const ZONE_OFFSET_MS = 7 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SEED = 20_261_125;

/** Days before today on which the campaign ran, and the wave of robots came. */
const CAMPAIGN = { first: 24, last: 11 };
const BOT_WAVE = { first: 6, last: 4 };

const BANNERS = ['tuan-le-chuyen-doi-so.webp', 'dich-vu-cong-truc-tuyen.webp', 'gop-y-du-thao.webp'];
const GONE = ['/van-ban-cu/qd-1234.pdf', '/tin-tuc/chuyen-trang-cu', '/danh-ba-dien-thoai'];

export interface Traffic {
  /** All hits of a site's day up to an instant, in order of time within a visit. The same days give the same hits. */
  hitsOf(site: PlannedSite, day: string, today: string, until: number): Hit[];
}

type Deed = 'page' | 'search' | 'download' | 'outlink' | 'event';

const DEEDS: Record<'portal' | 'other', Weighted<Deed>> = {
  portal: weights([
    ['page', 82],
    ['search', 6],
    ['download', 6],
    ['outlink', 3],
    ['event', 3],
  ]),
  other: weights([
    ['page', 84],
    ['search', 5],
    ['download', 3],
    ['outlink', 1],
    ['event', 7],
  ]),
};

const searches = zipf(SEARCHES);
const downloads = zipf(DOWNLOADS);
const outlinks = zipf(OUTLINKS);

export function openTraffic(): Traffic {
  const pages = new Map<number, Weighted<SamplePage>>();

  function pagesOfSite(site: PlannedSite): Weighted<SamplePage> {
    let known = pages.get(site.code);
    if (!known) {
      known = zipf(pagesOf(site.kind, site.name), 0.9);
      pages.set(site.code, known);
    }
    return known;
  }

  return {
    hitsOf(site, day, today, until) {
      if (site.state === 'registered' || site.state === 'embedded') return [];
      if (site.silentDays > 0 && day > addDays(today, -site.silentDays)) return [];
      const midnight = Date.parse(`${day}T00:00:00Z`) - ZONE_OFFSET_MS;
      const random = randomFrom(SEED ^ Math.imul(site.code, 7_919) ^ Math.imul(midnight / HOUR_MS, 104_729));
      const count = visitsOn(site, day, random);
      const hits: Hit[] = [];
      const people: string[] = [];
      const parts = { site, day, midnight, random, pages: pagesOfSite(site), hits };
      for (let visit = 0; visit < count; visit++) {
        // Some come back on the same day.
        const visitor = people.length > 0 && random.chance(0.12) ? random.pick(people) : random.id();
        people.push(visitor);
        addVisit(parts, visitor, CAMPAIGN, today);
      }
      addBots(parts, count, today);
      addContent(parts);
      const silent = site.outages
        .filter(({ daysAgo }) => day === addDays(today, -daysAgo))
        .map(({ from, to }) => ({ from: midnight + from * HOUR_MS, to: midnight + to * HOUR_MS }));
      return hits.filter(
        ({ at }) => at <= until && at < midnight + DAY_MS && !silent.some(({ from, to }) => at >= from && at < to),
      );
    },
  };
}

interface Parts {
  site: PlannedSite;
  day: string;
  midnight: number;
  random: Random;
  pages: Weighted<SamplePage>;
  hits: Hit[];
}

function visitsOn(site: PlannedSite, day: string, random: Random): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6 ? site.weekend : 1;
  const holiday = /-(09-02|01-01|04-30|05-01)$/.test(day) ? 0.5 : 1;
  const mood = 0.85 + 0.3 * random.next();
  return Math.round(site.visits * weekend * holiday * mood);
}

function within(day: string, today: string, span: { first: number; last: number }): boolean {
  return day >= addDays(today, -span.first) && day <= addDays(today, -span.last);
}

function addVisit(parts: Parts, visitor: string, campaign: typeof CAMPAIGN, today: string): void {
  const { site, day, midnight, random, pages, hits } = parts;
  const fromCampaign = site.campaign === true && within(day, today, campaign) && random.chance(0.18);
  const source = random.weighted(fromCampaign ? CAMPAIGNS : SOURCES);
  const device = random.weighted(DEVICES);
  let at = midnight + random.weighted(HOURS) * HOUR_MS + random.int(HOUR_MS);
  const deeds = DEEDS[site.kind === 'portal' ? 'portal' : 'other'];
  let first = true;
  // Two in five see one page; who stays does three more on average.
  const stays = random.chance(0.6);
  do {
    const page = random.weighted(pages);
    const hit = blank(site, day, at, visitor);
    Object.assign(hit, device, { path: page.path, title: page.title, language: 'vi' });
    if (first) {
      hit.referrerKind = source.kind;
      hit.referrerName = source.name;
      hit.referrerKeyword = source.keyword ?? '';
      hit.loadMs = 300 + random.int(2_500);
    } else {
      doDeed(hit, random.weighted(deeds), random);
    }
    hits.push(hit);
    if (hit.kind === 'page' && page.service !== undefined && site.kind !== 'portal') {
      at = addServiceEvents(parts, hit, page.service, at);
    }
    first = false;
    at += 8_000 + Math.round(-Math.log(1 - random.next()) * 70_000);
  } while (stays && random.chance(0.72));
}

function doDeed(hit: Hit, deed: Deed, random: Random): void {
  hit.kind = deed;
  if (deed === 'search') {
    hit.path = '';
    hit.searchKeyword = random.weighted(searches);
    hit.searchCount = FRUITLESS.includes(hit.searchKeyword) ? 0 : 1 + random.int(80);
  } else if (deed === 'download') {
    hit.target = `https://${hit.host}${random.weighted(downloads)}`;
  } else if (deed === 'outlink') {
    hit.target = random.weighted(outlinks);
  } else if (deed === 'event') {
    hit.eventCategory = random.chance(0.5) ? 'Phản ánh kiến nghị' : 'Nghe bài viết';
    hit.eventAction = hit.eventCategory === 'Phản ánh kiến nghị' ? 'Gửi' : 'Phát';
  }
}

/** The funnel of a service: all see it, a third begin, two thirds of those file. */
function addServiceEvents({ site, day, random, hits }: Parts, page: Hit, service: string, at: number): number {
  const add = (state: string, moment: number): void => {
    const hit = blank(site, day, moment, page.visitor);
    const { path, title, device, browser, system, screen, language } = page;
    Object.assign(hit, { path, title, device, browser, system, screen, language });
    hit.kind = 'service';
    hit.service = service;
    hit.serviceState = state;
    hits.push(hit);
  };
  add('-1', at + 400);
  if (!random.chance(0.34)) return at;
  const begun = at + 40_000 + random.int(120_000);
  add('0', begun);
  if (!random.chance(0.66)) return begun;
  const filed = begun + 120_000 + random.int(600_000);
  add('1', filed);
  return filed;
}

/** Last, so that what came before stays the same: a banner that is shown and clicked, and old links that lead nowhere. */
function addContent({ site, random, hits }: Parts): void {
  if (site.kind !== 'portal') return;
  for (const hit of hits.filter(({ kind, bot }) => kind === 'page' && bot === '')) {
    if (hit.path === '/' && random.chance(0.6)) {
      const shown: Hit = {
        ...hit,
        kind: 'content',
        at: hit.at + 300,
        contentName: 'Bìa trang chủ',
        contentPiece: random.pick(BANNERS),
      };
      hits.push({ ...shown, loadMs: 0 });
      if (random.chance(0.06)) hits.push({ ...shown, loadMs: 0, at: hit.at + 4_000, contentInteraction: 'click' });
    }
    if (random.chance(0.012)) {
      const path = random.pick(GONE);
      hits.push({ ...hit, at: hit.at + 6_000, path, title: `404/URL = ${path}`, loadMs: 0 });
    }
  }
}

function addBots({ site, day, midnight, random, pages, hits }: Parts, visits: number, today: string): void {
  const wave = site.botWave === true && within(day, today, BOT_WAVE) ? 2_500 : 0;
  const count = Math.round(visits * 0.12) + wave;
  for (let index = 0; index < count; index++) {
    const hit = blank(site, day, midnight + random.int(DAY_MS), random.id());
    const page = random.weighted(pages);
    Object.assign(hit, { path: page.path, title: page.title, device: 'desktop' }, random.weighted(BOTS));
    if (index < wave) hit.bot = 'crawler';
    hits.push(hit);
  }
}

function blank(site: PlannedSite, day: string, at: number, visitor: string): Hit {
  return plainPageView({ site: site.code, day, at, visitor, host: site.domains[0] ?? '' });
}
