import type { CollectedSite } from '../sites.ts';

/** What a query parameter of a page means to its site. Numbers are ranks: the lowest found wins. */
export interface ParameterRole {
  /** It does not make another page and leaves the address. */
  dropped: boolean;
  campaign?: number;
  campaignKeyword?: number;
  search?: number;
  searchCategory?: boolean;
  ignoresReferrer?: boolean;
}

/** A site's settings, worked out once. */
export interface SiteRules {
  site: CollectedSite;
  /** By lower-case name. */
  roles: ReadonlyMap<string, ParameterRole>;
  isOwnHost(host: string): boolean;
}

export const CAMPAIGN_PARAMETERS = [
  'pk_cpn',
  'pk_campaign',
  'piwik_campaign',
  'mtm_campaign',
  'matomo_campaign',
  'utm_campaign',
  'utm_source',
  'utm_medium',
] as const;

export const CAMPAIGN_KEYWORD_PARAMETERS = [
  'pk_kwd',
  'pk_keyword',
  'piwik_kwd',
  'mtm_kwd',
  'mtm_keyword',
  'matomo_kwd',
  'utm_term',
] as const;

/** Details of a campaign that we do not report; they still do not make another page. */
const CAMPAIGN_DETAILS = [
  'utm_content',
  'utm_id',
  'mtm_source',
  'mtm_medium',
  'mtm_content',
  'mtm_cid',
  'mtm_group',
  'mtm_placement',
];

/** Identifiers of clicks and sessions: the same page, whatever they say. */
const NEVER_A_PAGE = [
  'gclid',
  'fbclid',
  'msclkid',
  'twclid',
  'wbraid',
  'gbraid',
  'yclid',
  'zclid',
  'ttclid',
  'fb_xd_fragment',
  'fb_comment_id',
  'phpsessid',
  'jsessionid',
  'sessionid',
  'aspsessionid',
  'doing_wp_cron',
  'sid',
  'pk_vid',
];

const worked = new WeakMap<CollectedSite, SiteRules>();

export function rulesOf(site: CollectedSite): SiteRules {
  let rules = worked.get(site);
  if (rules === undefined) {
    rules = { site, roles: rolesOf(site), isOwnHost: hostTest(site.domains) };
    worked.set(site, rules);
  }
  return rules;
}

function rolesOf(site: CollectedSite): Map<string, ParameterRole> {
  const roles = new Map<string, ParameterRole>();
  const add = (name: string, role: Partial<ParameterRole>) => {
    const key = name.toLowerCase();
    const before = roles.get(key) ?? { dropped: false };
    roles.set(key, { ...before, ...role, dropped: before.dropped || role.dropped === true });
  };
  for (const name of [...NEVER_A_PAGE, ...CAMPAIGN_DETAILS, ...site.excludedParameters]) add(name, { dropped: true });
  for (const name of ['ignore_referrer', 'ignore_referer']) add(name, { dropped: true, ignoresReferrer: true });
  for (const [rank, name] of CAMPAIGN_PARAMETERS.entries()) add(name, { dropped: true, campaign: rank });
  for (const [rank, name] of CAMPAIGN_KEYWORD_PARAMETERS.entries()) add(name, { dropped: true, campaignKeyword: rank });
  for (const [rank, name] of site.searchParameters.entries()) add(name, { search: rank });
  for (const name of site.searchCategoryParameters) add(name, { searchCategory: true });
  return roles;
}

function hostTest(domains: readonly string[]): (host: string) => boolean {
  const exact = new Set<string>();
  const below: string[] = [];
  for (const domain of domains) {
    if (domain.startsWith('*.')) below.push(domain.slice(1));
    else exact.add(withoutWww(domain.toLowerCase()));
  }
  return (host) => exact.has(host) || below.some((ending) => host.endsWith(ending) || host === ending.slice(1));
}

export function withoutWww(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : host;
}
