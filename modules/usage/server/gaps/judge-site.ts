import { type Judgement, judge, type Rhythm, zoneOffset } from './rhythm.ts';

/** Judges a silence of a site between two instants. */
export function judgeSite(timeZone: string, from: Date, to: Date, rhythm: Rhythm | undefined): Judgement {
  const shift = zoneOffset(timeZone, from.getTime());
  return judge({ from: from.getTime() + shift, to: to.getTime() + shift }, rhythm ?? null);
}
