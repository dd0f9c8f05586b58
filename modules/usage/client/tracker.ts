import { browserRefuses, rememberedChoice } from './choice.ts';
import { hearClicks, type Within } from './clicks.ts';
import { BLOCK, content, contentBlocks, contentOf } from './content.ts';
import { startHeartbeat } from './heartbeat.ts';
import { DOWNLOADS, kindOfLink } from './links.ts';
import { browserHints, loadTimes } from './page-load.ts';
import { quietly } from './quietly.ts';
import { encode, newPageViewId, type Parameters, send } from './request.ts';

/** By the names that pages push. Arguments are whatever a page gives. */
export type Methods = Record<string, (...given: never[]) => unknown>;

type Text = string | number | false | null | undefined;

const HOUR_MS = 3_600_000;
/** Hits that wait for consent or settings; what comes beyond is lost. */
const HELD_MOST = 50;

/** A tracker of its own. Nothing is sent before the first `track…`, nor before it knows where to and for which site. */
export function createTracker(): Methods {
  const optedOut = rememberedChoice('govaq.out');
  const consent = rememberedChoice('govaq.consent');
  let consentNeeded = false;
  let consentGiven = false;

  let trackerUrl = '';
  let site: Text;
  let user: Text;
  let customUrl = '';
  let customTitle: Text;
  let referrer = document.referrer;
  let referrerGiven = false;
  let domains = [location.hostname];
  let downloads = DOWNLOADS;

  /** Address and number of the last page view. */
  let page = '';
  let pageViews = 0;
  let pageViewId = newPageViewId();
  let loadTold = false;
  let lastHitAt = 0;
  let followsLinks = false;
  let hearsClicks = false;
  /** Contents shown in this page view. */
  let shown = new Set<string>();
  let observer: IntersectionObserver | undefined;
  /** Hits without their site, which may not be known yet. */
  let held: string[] = [];

  const here = () => customUrl || location.href;
  const absolute = (url: Text) => new URL(String(url), location.href).href;
  const several = (given: string | string[]) => ([] as string[]).concat(given);

  function track(...hits: Parameters[]): void {
    if (browserRefuses() || optedOut.holds()) return;
    // The page view leaves before its page has loaded; the times come with whichever hit is next.
    const load = loadTold || pageViews > 1 ? undefined : loadTimes();
    if (load) loadTold = true;
    const about = {
      rec: 1,
      send_image: 0,
      url: here(),
      urlref: referrer,
      pv_id: pageViewId,
      res: `${screen.width}x${screen.height}`,
      uid: user,
      uadata: browserHints(),
      ...load,
    };
    held = [...held, ...hits.map((hit) => encode({ ...hit, ...about }))].slice(0, HELD_MOST);
    lastHitAt = Date.now();
    flush();
  }

  /** Sends what waits, if it can and may. */
  function flush(): void {
    if (!trackerUrl || !site || (consentNeeded && !consentGiven && !consent.holds())) return;
    // A page that the browser prepares ahead may never be looked at.
    if ((document as { prerendering?: boolean }).prerendering) return;
    const hits = held.map((hit) => `${encode({ idsite: site })}&${hit}`);
    held = [];
    send(trackerUrl, hits);
  }

  function show(blocks: Element[]): void {
    const contents = blocks.map(contentOf).filter((one) => {
      const key = encode(one);
      return !shown.has(key) && shown.add(key);
    });
    if (contents.length) track(...contents);
  }

  function listen(): void {
    if (!hearsClicks) hearClicks(onClick);
    hearsClicks = true;
  }

  function onClick(within: Within): void {
    const block = within(BLOCK);
    if (block && shown.size && !within('[data-content-ignoreinteraction]')) {
      track({ ...contentOf(block), c_i: 'click' });
    }
    const link = followsLinks && within('a[href],area[href]');
    if (!link) return;
    const said = (name: string) => link.getAttribute(name) || '';
    const href = new URL(said('href'), document.baseURI).href;
    const kind = kindOfLink(
      { href, classes: said('class'), download: link.hasAttribute('download') },
      { domains, trackerUrl, downloads },
    );
    if (kind) track({ [kind]: href });
  }

  document.addEventListener('prerenderingchange', quietly(flush));

  return {
    setTrackerUrl(url: Text) {
      trackerUrl = absolute(url);
      flush();
    },
    setSiteId(id: Text) {
      site = id;
      flush();
    },
    setUserId(id: Text) {
      user = id;
    },
    resetUserId() {
      user = '';
    },
    setCustomUrl(url: Text) {
      customUrl = url ? absolute(url) : '';
    },
    setDocumentTitle(title: Text) {
      customTitle = title;
    },
    setReferrerUrl(url: string) {
      referrer = url;
      referrerGiven = true;
    },
    setDomains(names: string | string[]) {
      domains = [location.hostname, ...several(names)];
    },
    setDownloadExtensions(extensions: string | string[]) {
      downloads = several(extensions).join('|');
    },
    addDownloadExtensions(extensions: string | string[]) {
      downloads = [downloads, ...several(extensions)].join('|');
    },

    trackPageView(title: Text) {
      // In a single-page application the page before led here, whatever led to the first one.
      if (page && page !== here() && !referrerGiven) referrer = page;
      page = here();
      pageViews++;
      pageViewId = newPageViewId();
      shown = new Set();
      track({ action_name: title || customTitle || document.title });
    },
    trackDVC(service: Text, state: Text, extra: Text) {
      if (service) track({ dvc: service, dvc_st: state, dvc_ex: extra });
    },
    trackEvent(category: Text, action: Text, name: Text, value: Text) {
      if (category && action) track({ e_c: category, e_a: action, e_n: name, e_v: value });
    },
    trackSiteSearch(keyword: Text, category: Text, count: Text) {
      if (keyword) track({ search: keyword, search_cat: category, search_count: count });
    },
    trackGoal(goal: Text, revenue: Text) {
      if (goal) track({ idgoal: goal, revenue });
    },
    trackLink(url: Text, kind: Text) {
      track({ [kind === 'download' ? kind : 'link']: absolute(url) });
    },
    enableLinkTracking(on: unknown) {
      followsLinks = on !== false;
      listen();
    },

    trackContentImpression(name: Text, piece: Text, target: Text) {
      track(content(name, piece, target));
    },
    trackContentInteraction(interaction: Text, name: Text, piece: Text, target: Text) {
      if (interaction) track({ ...content(name, piece, target), c_i: interaction });
    },
    trackAllContentImpressions() {
      listen();
      show(contentBlocks(document));
    },
    trackContentImpressionsWithinNode(node: Element) {
      listen();
      show(contentBlocks(node));
    },
    trackVisibleContentImpressions() {
      listen();
      if (observer) observer.disconnect();
      const seen = quietly((entries: IntersectionObserverEntry[]) =>
        show(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)),
      );
      observer = new IntersectionObserver(seen);
      for (const block of contentBlocks(document)) observer.observe(block);
    },

    enableHeartBeatTimer(seconds: Text) {
      startHeartbeat(
        seconds,
        () => lastHitAt,
        () => track({ ping: 1 }),
      );
    },

    requireConsent() {
      consentNeeded = true;
    },
    setConsentGiven() {
      consentGiven = true;
      flush();
    },
    rememberConsentGiven(hours: Text) {
      consent.set(hours ? Date.now() + Number(hours) * HOUR_MS : Number.POSITIVE_INFINITY);
      flush();
    },
    forgetConsentGiven() {
      consentNeeded = true;
      consentGiven = false;
      consent.set(0);
    },
    optUserOut() {
      optedOut.set(Number.POSITIVE_INFINITY);
      held = [];
    },
    forgetUserOptOut() {
      optedOut.set(0);
    },
    isUserOptedOut: () => optedOut.holds(),
  };
}
