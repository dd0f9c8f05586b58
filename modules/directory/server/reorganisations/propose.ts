import type { Guess, Proposal } from '../../contract.ts';
import { fold } from '../names/fold.ts';

/** A unit that ends, with what is known of it on its last day. */
export interface OldUnit {
  moveId: string;
  name: string;
  level: string;
  statisticsCode: string | null;
  /** Its district, or whatever stood above it. */
  parentId: string | null;
  /** The root above it: a name may repeat in another province. */
  rootId: string | null;
}

/** A unit in which it may go on. */
export interface Heir {
  id: string;
  name: string;
  level: string;
  statisticsCode: string | null;
}

/** Words of kind before the name: `Ủy ban nhân dân phường Nha Trang` and `Phường Nha Trang` are the name `nha trang`. */
const KIND = /^(uy ban nhan dan |ubnd )?(thanh pho|thi xa|thi tran|dac khu|phuong|xa|huyen|quan|tinh) /;

export function bareName(name: string): string {
  return fold(name).replace(KIND, '');
}

/**
 * Where each old unit may have gone, the likeliest first. Three signs, none of them proof: a new unit keeps the
 * statistics code of one of those it was made of; it often keeps a name; and codes of neighbours lie side by side within
 * a district. A same name in another province than the code points to is no sign.
 */
export function proposeHeirs(old: readonly OldUnit[], heirs: readonly Heir[]): Proposal[] {
  const byCode = new Map(old.filter((unit) => unit.statisticsCode).map((unit) => [unit.statisticsCode, unit]));
  const homes = new Map(heirs.map((heir) => [heir.id, byCode.get(heir.statisticsCode)]));
  return old.map((unit) => {
    const near = nearest(unit, heirs, homes);
    const candidates = heirs
      .filter((heir) => heir.level === unit.level)
      .flatMap((heir): { toId: string; guess: Guess }[] => {
        const home = homes.get(heir.id);
        const sameCode = heir.statisticsCode !== null && heir.statisticsCode === unit.statisticsCode;
        const sameName = bareName(heir.name) === bareName(unit.name) && (!home || home.rootId === unit.rootId);
        if (sameCode || sameName) {
          return [{ toId: heir.id, guess: sameCode && sameName ? 'name_code' : sameName ? 'name' : 'code' }];
        }
        return heir.id === near ? [{ toId: heir.id, guess: 'near' }] : [];
      });
    return { moveId: unit.moveId, candidates: candidates.sort((a, b) => RANK[a.guess] - RANK[b.guess]) };
  });
}

const RANK: Record<Guess, number> = { name_code: 0, name: 1, code: 2, near: 3 };

/** The heir of the same district whose code is nearest; none where the district left no heir. */
function nearest(
  unit: OldUnit,
  heirs: readonly Heir[],
  homes: ReadonlyMap<string, OldUnit | undefined>,
): string | null {
  if (unit.statisticsCode === null || unit.parentId === null) return null;
  const code = Number(unit.statisticsCode);
  let best: { id: string; distance: number } | null = null;
  for (const heir of heirs) {
    if (homes.get(heir.id)?.parentId !== unit.parentId || heir.level !== unit.level) continue;
    const distance = Math.abs(Number(heir.statisticsCode) - code);
    if (!best || distance < best.distance) best = { id: heir.id, distance };
  }
  return best?.id ?? null;
}
