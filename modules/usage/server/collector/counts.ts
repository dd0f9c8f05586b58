import { Counter, Gauge, type Registry } from 'prom-client';

/** What was not recorded of one site, by reason: how often, and when last (milliseconds since 1970). */
export interface SetAside {
  site: number;
  reason: string;
  count: number;
  lastAt: number;
}

export interface Counts {
  recorded(hits: number): void;
  /** `site` 0: the request named no known site. */
  setAside(site: number, reason: string, now: number): void;
  recordedHits(): number;
  /** Since this process started, by site and reason. */
  list(): SetAside[];
  /** The same of known sites since it was taken last. */
  take(): SetAside[];
}

/** Counts in memory; only known sites get entries of their own, so that nobody can fill it. */
export function openCounts(metrics: Registry, gauges: Record<string, { help: string; value: () => number }>): Counts {
  let recorded = 0;
  const byReason = new Map<string, number>();
  const entries = new Map<string, SetAside>();
  let untaken = new Map<string, SetAside>();

  new Counter({
    name: 'nhipcau_collector_hits_total',
    help: 'Hits by what became of them',
    labelNames: ['outcome'],
    registers: [metrics],
    collect() {
      this.reset();
      this.inc({ outcome: 'recorded' }, recorded);
      for (const [outcome, count] of byReason) this.inc({ outcome }, count);
    },
  });
  for (const [name, { help, value }] of Object.entries(gauges)) {
    new Gauge({
      name: `nhipcau_collector_${name}`,
      help,
      registers: [metrics],
      collect() {
        this.set(value());
      },
    });
  }

  return {
    recorded(hits) {
      recorded += hits;
    },
    setAside(site, reason, now) {
      byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
      count(entries, site, reason, now);
      if (site !== 0) count(untaken, site, reason, now);
    },
    recordedHits: () => recorded,
    list: () => [...entries.values()],
    take() {
      const taken = [...untaken.values()];
      untaken = new Map();
      return taken;
    },
  };
}

function count(entries: Map<string, SetAside>, site: number, reason: string, now: number): void {
  const key = `${site} ${reason}`;
  const entry = entries.get(key);
  if (entry === undefined) {
    entries.set(key, { site, reason, count: 1, lastAt: now });
  } else {
    entry.count++;
    entry.lastAt = now;
  }
}
