import { weights } from '#platform/server/random.ts';
import type { Hit, ReferrerKind } from '../collector/hit.ts';

/** What visitors bring with them, about as often as on Vietnamese sites; names as the collector gives them. */

export type Device = Pick<Hit, 'device' | 'browser' | 'system' | 'screen'>;

const device = (name: string, browser: string, system: string, screen: string): Device => ({
  device: name,
  browser,
  system,
  screen,
});

export const DEVICES = weights<Device>([
  [device('smartphone', 'Chrome Mobile', 'Android', '360x800'), 30],
  [device('smartphone', 'Mobile Safari', 'iOS', '390x844'), 17],
  [device('smartphone', 'Zalo', 'Android', '412x915'), 8],
  [device('smartphone', 'Samsung Browser', 'Android', '360x780'), 4],
  [device('desktop', 'Chrome', 'Windows', '1366x768'), 22],
  [device('desktop', 'Chrome', 'Windows', '1920x1080'), 10],
  [device('desktop', 'Coc Coc', 'Windows', '1366x768'), 5],
  [device('desktop', 'Microsoft Edge', 'Windows', '1920x1080'), 5],
  [device('desktop', 'Safari', 'Mac', '1440x900'), 1],
  [device('tablet', 'Mobile Safari', 'iOS', '820x1180'), 2],
]);

export interface Source {
  kind: ReferrerKind;
  name: string;
  keyword?: string;
}

const DIRECT: Source = { kind: 'direct', name: '' };

export const SOURCES = weights<Source>([
  [DIRECT, 38],
  [{ kind: 'search', name: 'Google' }, 25],
  [{ kind: 'search', name: 'Cốc Cốc' }, 5],
  [{ kind: 'search', name: 'Bing' }, 2],
  [{ kind: 'social', name: 'Facebook' }, 9],
  [{ kind: 'social', name: 'Zalo' }, 8],
  [{ kind: 'social', name: 'TikTok' }, 1],
  [{ kind: 'website', name: 'baokhanhhoa.example' }, 3],
  [{ kind: 'website', name: 'truyenhinh.example' }, 1],
  [{ kind: 'government', name: 'dichvucong.gov.vn' }, 4],
  [{ kind: 'government', name: 'chinhphu.vn' }, 1],
  [{ kind: 'assistant', name: 'ChatGPT' }, 2],
  [{ kind: 'assistant', name: 'Gemini' }, 1],
]);

export const CAMPAIGNS = weights<Source>([
  [{ kind: 'campaign', name: 'tuan-le-chuyen-doi-so', keyword: 'zalo' }, 5],
  [{ kind: 'campaign', name: 'tuan-le-chuyen-doi-so', keyword: 'facebook' }, 3],
  [{ kind: 'campaign', name: 'tuan-le-chuyen-doi-so', keyword: 'banner' }, 1],
]);

export const BOTS = weights<Pick<Hit, 'bot' | 'browser'>>([
  [{ bot: 'search_engine', browser: '' }, 6],
  [{ bot: 'ai', browser: '' }, 3],
  [{ bot: 'crawler', browser: '' }, 2],
  [{ bot: 'preview', browser: '' }, 1],
]);

/** Visits by hour of the day: offices' mornings and afternoons, lunch, evenings on the phone. */
export const HOURS = weights(
  [1, 0.6, 0.4, 0.3, 0.4, 1, 2.5, 5, 9, 10, 9.5, 7, 4.5, 6, 8.5, 8.5, 7.5, 5.5, 4.5, 5, 5.5, 4.5, 3, 1.8].map(
    (weight, hour) => [hour, weight] as const,
  ),
);
