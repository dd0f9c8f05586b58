import { v7 as uuidv7 } from 'uuid';
import type { Move, WriteReorganisation } from '../../contract.ts';
import type { NewAgency } from '../agencies/agencies.repo.ts';
import { proposeHeirs } from '../reorganisations/propose.ts';
import type { MoveOf } from '../reorganisations/world.ts';

/** The day of the merger and the end of districts: NQ 202/2025/QH15, NQ 1667/NQ-UBTVQH15. */
export const MERGER = '2025-07-01';

interface Units {
  rootId: string;
  ninhThuanId: string;
  /** Districts and communes of both old provinces, and Ninh Thuận. */
  agencies: readonly NewAgency[];
  founded: readonly MoveOf<'found'>[];
}

/**
 * The merger of 2025 in two acts, as the law has it: communes and districts, then the provinces. Which old commune went
 * into which new one is not in the data: each goes where the workbench would propose it first, marked as guessed.
 */
export function planMerger(units: Units): { head: WriteReorganisation; moves: Move[] }[] {
  return [
    {
      head: {
        title: 'Sắp xếp các đơn vị hành chính cấp xã của tỉnh Khánh Hòa, kết thúc cấp huyện',
        legal: { number: 'Nghị quyết 1667/NQ-UBTVQH15', date: null, issuer: 'Ủy ban Thường vụ Quốc hội', link: null },
        effectiveOn: MERGER,
      },
      moves: [...units.founded, ...mergeCommunes(units), ...endDistricts(units)],
    },
    {
      head: {
        title: 'Sáp nhập tỉnh Ninh Thuận vào tỉnh Khánh Hòa',
        legal: { number: 'Nghị quyết 202/2025/QH15', date: '2025-06-12', issuer: 'Quốc hội', link: null },
        effectiveOn: MERGER,
      },
      moves: [merge(units.ninhThuanId, units.rootId, null)],
    },
  ];
}

function mergeCommunes({ agencies, founded, rootId, ninhThuanId }: Units): Move[] {
  const provinces = new Map(agencies.map((agency) => [agency.id, agency.parentId]));
  const old = agencies
    .filter((agency) => agency.level === 'commune')
    .map((agency) => ({
      moveId: agency.id,
      name: agency.shortName,
      level: agency.level,
      statisticsCode: codeOf(agency),
      parentId: agency.parentId,
      rootId: provinces.get(agency.parentId ?? '') === ninhThuanId ? ninhThuanId : rootId,
    }));
  const heirs = founded.map(({ toId, unit }) => ({
    id: toId,
    name: unit.shortName,
    level: unit.level,
    statisticsCode: codeOf(unit),
  }));
  return proposeHeirs(old, heirs).map(({ moveId, candidates: [first] }) =>
    first ? merge(moveId, first.toId, first.guess) : { id: uuidv7(), kind: 'abolish', fromId: moveId },
  );
}

function merge(fromId: string, toId: string, guess: MoveOf<'merge'>['guess']): Move {
  return { id: uuidv7(), kind: 'merge', fromId, toId, people: 'move', roles: 'end', guess };
}

function endDistricts({ agencies }: Units): Move[] {
  return agencies
    .filter((agency) => agency.level === 'district')
    .map((agency) => ({ id: uuidv7(), kind: 'abolish', fromId: agency.id }));
}

function codeOf({ codes }: Pick<NewAgency, 'codes'>): string | null {
  return codes.find(({ system }) => system === 'statistics')?.code ?? null;
}
