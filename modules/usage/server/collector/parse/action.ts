import type { Hit, HitKind } from '../hit.ts';
import type { Page } from './page-url.ts';
import type { Parameters } from './parameters.ts';
import { cut, TEXT_BYTES, wholeNumber } from './text.ts';

const SEARCH_COUNT_MOST = 2_147_483_647;
const CATEGORY_BYTES = 200;

/** What a request records, or why nothing: `commerce` and `custom_action` are dropped silently. */
export type Action = HitKind | 'commerce' | 'custom_action';

/**
 * Decides what kind of action a request is. The order is the protocol's: ping, conversion, then the strongest claim;
 * a click on a link that also carries content is a click. Service events are ours and claim first.
 */
export function actionOf(parameters: Parameters, page: Page): Action {
  if (parameters.text('ping') === '1') return 'ping';
  const goal = parameters.number('idgoal');
  if (goal !== undefined) return goal > 0 ? 'goal' : 'commerce';
  if (parameters.text('dvc') !== '') return 'service';
  if (parameters.text('download') !== '') return 'download';
  if (parameters.text('link') !== '') return 'outlink';
  if (parameters.text('e_c') !== '' && parameters.text('e_a') !== '') return 'event';
  if (parameters.text('c_n') !== '') return 'content';
  if (parameters.text('search') !== '') return 'search';
  if (parameters.text('ca') === '1') return 'custom_action';
  return page.searchKeyword === '' ? 'page' : 'search';
}

/** Fills the columns that only this kind of action has. */
export function fillAction(hit: Hit, parameters: Parameters, page: Page): void {
  const text = (name: string) => cut(parameters.text(name), TEXT_BYTES);
  switch (hit.kind) {
    case 'page':
    case 'ping':
      break;
    case 'outlink':
      hit.target = text('link');
      break;
    case 'download':
      hit.target = text('download');
      break;
    case 'search':
      // A search has no page: its address is another one for every word.
      hit.path = '';
      hit.searchKeyword = text('search') || cut(page.searchKeyword, TEXT_BYTES);
      hit.searchCategory = cut(parameters.text('search_cat') || page.searchCategory, CATEGORY_BYTES);
      hit.searchCount = wholeNumber(parameters.number('search_count'), 0, SEARCH_COUNT_MOST, -1);
      break;
    case 'event':
      hit.eventCategory = text('e_c');
      hit.eventAction = text('e_a');
      hit.eventName = text('e_n');
      hit.eventValue = parameters.number('e_v') ?? 0;
      break;
    case 'content':
      hit.contentName = text('c_n');
      hit.contentPiece = text('c_p');
      hit.contentInteraction = text('c_i');
      hit.target = text('c_t');
      break;
    case 'service':
      hit.service = cut(parameters.text('dvc'), 255);
      hit.serviceState = cut(parameters.text('dvc_st'), 64);
      hit.serviceExtra = text('dvc_ex');
      break;
    case 'goal':
      hit.goal = wholeNumber(parameters.number('idgoal'), 1, 4_294_967_295, 0);
      hit.eventValue = parameters.number('revenue') ?? 0;
      break;
    default:
      hit.kind satisfies never;
  }
}

const TIMES = ['pf_net', 'pf_srv', 'pf_tfr', 'pf_dm1', 'pf_dm2', 'pf_onl'] as const;
const LOAD_MS_MOST = 600_000;

/**
 * Milliseconds to load the page; 0 while the later times are missing. A page view often leaves before its page has
 * loaded, and the next request of the page brings the rest.
 */
export function loadMs(parameters: Parameters): number {
  if (!parameters.has('pf_onl') && !parameters.has('pf_dm2')) return 0;
  let sum = 0;
  for (const name of TIMES) sum += wholeNumber(parameters.number(name), 0, LOAD_MS_MOST, 0);
  return Math.min(sum, LOAD_MS_MOST);
}
