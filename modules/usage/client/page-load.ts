import type { Parameters } from './request.ts';

/** Each parameter of the protocol and the two moments between which it lies. */
const TIMES = [
  ['pf_net', 'fetchStart', 'connectEnd'],
  ['pf_srv', 'requestStart', 'responseStart'],
  ['pf_tfr', 'responseStart', 'responseEnd'],
  ['pf_dm1', 'responseEnd', 'domInteractive'],
  ['pf_dm2', 'domInteractive', 'domComplete'],
  ['pf_onl', 'loadEventStart', 'loadEventEnd'],
] as const;

/** How long the parts of the page's load took, in milliseconds; undefined until it has loaded. */
export function loadTimes(): Parameters | undefined {
  const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (!load || !load.loadEventEnd) return undefined;
  const times: Parameters = {};
  for (const [name, from, to] of TIMES) times[name] = Math.round(load[to] - load[from]);
  return times;
}

interface Brands {
  brands: { brand: string; version: string }[];
}

/** Brands that tell no more than the agent does. */
const PLAIN = /^(Chromium|Google Chrome|Android WebView|.*Not.*Brand.*)$/;

/** Client hints, and only those that a browser gives to everybody; empty where the agent says as much. */
export function browserHints(): string {
  const data = (navigator as { userAgentData?: Brands }).userAgentData;
  return data && data.brands.some(({ brand }) => !PLAIN.test(brand)) ? JSON.stringify(data) : '';
}
