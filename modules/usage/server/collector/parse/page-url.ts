import { readParameters } from './parameters.ts';
import type { SiteRules } from './site-rules.ts';
import { withoutWww } from './site-rules.ts';
import { cut, TEXT_BYTES } from './text.ts';

/** An address taken apart: host without `www.` and user, lower case; the rest as it was. */
export interface Address {
  scheme: string;
  /** With its port, where it has one. */
  host: string;
  /** Without its port: what domains are compared with. */
  hostName: string;
  path: string;
  query: string;
  fragment: string;
}

/** The address of a page as reports count it, and what its parameters say besides. */
export interface Page {
  host: string;
  hostName: string;
  /** Path with the parameters that make a page; empty where no address was given. */
  path: string;
  campaign: string;
  campaignKeyword: string;
  /** The words of a search that stand in the address; empty where it is no search. */
  searchKeyword: string;
  searchCategory: string;
  ignoresReferrer: boolean;
}

/** Takes an address apart without judging it; one without a scheme is a path. */
export function takeApart(raw: string): Address {
  let url = raw.trim();
  // Control characters never belong into an address.
  if (/[\r\n\0]/.test(url)) url = url.replace(/[\r\n\0]/g, '');
  url = cut(url, TEXT_BYTES);
  const mark = url.indexOf('://');
  let scheme = '';
  let rest = url;
  let host = '';
  if (mark > 0 && /^[a-z][a-z0-9+.-]*$/i.test(url.slice(0, mark))) {
    scheme = url.slice(0, mark).toLowerCase();
    const start = mark + 3;
    let end = start;
    for (; end < url.length; end++) {
      const code = url.charCodeAt(end);
      if (code === 47 || code === 63 || code === 35 || code === 59) break;
    }
    host = url.slice(start, end).toLowerCase();
    const user = host.lastIndexOf('@');
    if (user >= 0) host = host.slice(user + 1);
    host = withoutWww(withoutUsualPort(host, scheme)).slice(0, 255);
    rest = url.slice(end);
  }
  const hash = rest.indexOf('#');
  const fragment = hash < 0 ? '' : rest.slice(hash + 1);
  if (hash >= 0) rest = rest.slice(0, hash);
  let question = rest.indexOf('?');
  // The matrix form `page;a=1` means `page?a=1`.
  if (question < 0) question = rest.indexOf(';');
  const path = question < 0 ? rest : rest.slice(0, question);
  return {
    scheme,
    host,
    hostName: withoutPort(host),
    path: path === '' && host !== '' ? '/' : path,
    query: question < 0 ? '' : rest.slice(question + 1),
    fragment,
  };
}

function withoutUsualPort(host: string, scheme: string): string {
  const usual = scheme === 'https' ? ':443' : ':80';
  return host.endsWith(usual) ? host.slice(0, -usual.length) : host;
}

function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon < 0 || host.endsWith(']') ? host : host.slice(0, colon);
}

/** Reads a page's address by the rules of its site. */
export function readPage(raw: string, rules: SiteRules): Page {
  const address = takeApart(raw);
  const page: Page = {
    host: address.host,
    hostName: address.hostName,
    path: address.path,
    campaign: '',
    campaignKeyword: '',
    searchKeyword: '',
    searchCategory: '',
    ignoresReferrer: false,
  };
  if (address.query !== '') {
    const kept = readQuery(address.query, rules, page);
    if (kept !== '') page.path += `?${kept}`;
  }
  if (address.fragment !== '') {
    if (rules.site.keepFragment) page.path += `#${address.fragment}`;
    if (address.fragment.includes('=')) {
      readQuery(address.fragment.slice(address.fragment.indexOf('?') + 1), rules, page);
    }
  }
  return page;
}

/** Notes what the parameters mean and answers those that make the page. What was noted before stays. */
function readQuery(query: string, rules: SiteRules, page: Page): string {
  let kept = '';
  let campaignRank = page.campaign === '' ? Number.POSITIVE_INFINITY : -1;
  let keywordRank = page.campaignKeyword === '' ? Number.POSITIVE_INFINITY : -1;
  let searchRank = page.searchKeyword === '' ? Number.POSITIVE_INFINITY : -1;
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).toLowerCase();
    const role = rules.roles.get(name);
    if (role === undefined || !role.dropped) kept = kept === '' ? part : `${kept}&${part}`;
    if (role === undefined || equals < 0) continue;
    const value = readParameters(part).text(part.slice(0, equals));
    if (value === '') continue;
    if (role.campaign !== undefined && role.campaign < campaignRank) {
      campaignRank = role.campaign;
      page.campaign = value;
    }
    if (role.campaignKeyword !== undefined && role.campaignKeyword < keywordRank) {
      keywordRank = role.campaignKeyword;
      page.campaignKeyword = value;
    }
    if (role.search !== undefined && role.search < searchRank) {
      searchRank = role.search;
      page.searchKeyword = value;
    }
    if (role.searchCategory && page.searchCategory === '') page.searchCategory = value;
    if (role.ignoresReferrer && value === '1') page.ignoresReferrer = true;
  }
  return kept;
}
