import type { Agent, Agents } from './agent/agents.ts';
import type { Hit } from './hit.ts';
import { actionOf, fillAction, loadMs } from './parse/action.ts';
import { dayOf } from './parse/days.ts';
import { type Page, readPage } from './parse/page-url.ts';
import type { Parameters } from './parse/parameters.ts';
import { readReferrer } from './parse/referrer.ts';
import { firstLanguage, type Sender } from './parse/sender.ts';
import { CAMPAIGN_KEYWORD_PARAMETERS, CAMPAIGN_PARAMETERS, rulesOf } from './parse/site-rules.ts';
import { cut, TEXT_BYTES } from './parse/text.ts';
import { timeOf } from './parse/time.ts';
import type { SiteRegistry } from './sites.ts';
import type { Visitors } from './visitor.ts';

/** The sender is told with 400. */
export type Refusal =
  | 'no_site'
  | 'unknown_site'
  | 'closed_site'
  | 'visitor_id_invalid'
  | 'token_needed'
  | 'goal_unknown';

/** The sender is not told: the answer is that of a recorded hit. */
export type Exclusion = 'not_recorded' | 'opted_out' | 'prefetched' | 'wrong_domain' | 'commerce' | 'custom_action';

export type Reading =
  | { kind: 'hit'; hit: Hit }
  | { kind: 'refused'; site: number; reason: Refusal }
  | { kind: 'excluded'; site: number; reason: Exclusion }
  /** The agent must be looked up first; then read again. */
  | { kind: 'agent_unknown'; userAgent: string; hints: string }
  /** The site's salt of the day is missing. */
  | { kind: 'not_ready'; site: number };

export interface ReaderParts {
  sites: SiteRegistry;
  agents: Agents;
  visitors: Visitors;
}

/** Parameters that count only with a token. `cdt` of the last day needs none. */
const TOKEN_NEEDED = ['cip', 'country', 'region', 'city', 'lat', 'long'] as const;
const HEXADECIMAL = /^[0-9a-f]{16}$/i;
const SCREEN = /^\d{1,5}x\d{1,5}$/;
const REFERRER_LENGTH = 1_500;

/** Understands one tracking request. No input or output; the parts answer from memory. */
export function readHit(
  parts: ReaderParts,
  parameters: Parameters,
  sender: Sender,
  token: string,
  now: number,
): Reading {
  const { sites } = parts;
  const code = parameters.number('idsite');
  if (code === undefined || !Number.isInteger(code) || code <= 0)
    return { kind: 'refused', site: 0, reason: 'no_site' };
  const site = sites.find(code);
  if (site === undefined) return { kind: 'refused', site: 0, reason: 'unknown_site' };
  const refused = (reason: Refusal): Reading => ({ kind: 'refused', site: code, reason });
  const excluded = (reason: Exclusion): Reading => ({ kind: 'excluded', site: code, reason });
  if (site.state === 'closed') return refused('closed_site');
  if (parameters.text('rec') !== '1') return excluded('not_recorded');
  if (sender.optedOut) return excluded('opted_out');
  if (sender.prefetched) return excluded('prefetched');

  const forcedId = parameters.text('cid');
  if (forcedId !== '' && !HEXADECIMAL.test(forcedId)) return refused('visitor_id_invalid');
  const { at, old } = timeOf(parameters, now);
  let trusted = false;
  if (old || TOKEN_NEEDED.some((name) => parameters.has(name))) {
    trusted = token !== '' && sites.acceptsToken(token, code);
    if (!trusted) return refused('token_needed');
  }

  const rules = rulesOf(site);
  const referrerUrl = parameters.text('urlref').slice(0, REFERRER_LENGTH);
  const url = parameters.text('url') || (referrerUrl === '' ? sender.referer : '');
  const page = readPage(url, rules);
  if (!site.anyHost && page.hostName !== '' && !rules.isOwnHost(page.hostName)) return excluded('wrong_domain');
  const action = actionOf(parameters, page);
  if (action === 'commerce' || action === 'custom_action') return excluded(action);
  if (action === 'goal' && site.goals !== undefined && !site.goals.has(parameters.number('idgoal') as number)) {
    return refused('goal_unknown');
  }

  const userAgent = parameters.text('ua') || sender.userAgent;
  const hints = parameters.text('uadata') || sender.hints;
  const agent = parts.agents.find(userAgent, hints);
  if (agent === undefined) return { kind: 'agent_unknown', userAgent, hints };
  const language = parameters.text('lang') || sender.language;
  const visitorId = forcedId || parameters.text('_id');
  const day = dayOf(at, site.timeZone);
  const visitor = parts.visitors.idOf(
    code,
    day,
    {
      userId: parameters.text('uid').slice(0, 200),
      visitorId: HEXADECIMAL.test(visitorId) ? visitorId.toLowerCase() : '',
      address: (trusted && parameters.text('cip')) || sender.address,
      userAgent,
      language: language.slice(0, 20),
    },
    old,
  );
  if (visitor === undefined) return { kind: 'not_ready', site: code };

  takeCampaignOfRequest(page, parameters);
  const referrer = readReferrer(referrerUrl, page, rules);
  const screen = parameters.text('res');
  const hit: Hit = {
    site: code,
    day,
    at,
    visitor,
    kind: action,
    newVisit: parameters.text('new_visit') === '1',
    bot: botOf(agent, parameters),
    host: page.host,
    path: cut(page.path, TEXT_BYTES),
    title: cut(parameters.text('action_name'), TEXT_BYTES),
    target: '',
    contentName: '',
    contentPiece: '',
    contentInteraction: '',
    goal: 0,
    searchKeyword: '',
    searchCategory: '',
    searchCount: -1,
    eventCategory: '',
    eventAction: '',
    eventName: '',
    eventValue: 0,
    service: '',
    serviceState: '',
    serviceExtra: '',
    referrerKind: referrer.kind,
    referrerName: referrer.name,
    referrerKeyword: referrer.keyword,
    referrerPath: referrer.path,
    device: agent.device,
    browser: agent.browser,
    system: agent.system,
    language: firstLanguage(language),
    screen: SCREEN.test(screen) ? screen : '',
    loadMs: loadMs(parameters),
  };
  fillAction(hit, parameters, page);
  return { kind: 'hit', hit };
}

/** `bots=1`: count it although its agent is a robot's. `recMode=1`: only the fetch of an assistant, never a visit. */
function botOf(agent: Agent, parameters: Parameters): string {
  if (parameters.text('recMode') === '1') return 'ai';
  return agent.bot !== '' && parameters.text('bots') === '1' ? '' : agent.bot;
}

/** An image in a mail or on a page without script names its campaign beside the page's address. */
function takeCampaignOfRequest(page: Page, parameters: Parameters): void {
  const first = (names: readonly string[]) => {
    for (const name of names) if (parameters.has(name)) return parameters.text(name);
    return '';
  };
  if (page.campaign === '') page.campaign = first(CAMPAIGN_PARAMETERS);
  if (page.campaign !== '' && page.campaignKeyword === '') page.campaignKeyword = first(CAMPAIGN_KEYWORD_PARAMETERS);
}
