import { type KnownAgencies, parseDay } from '#modules/directory/server/index.ts';
import type { LineProblem } from '#platform/contracts/imports.ts';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { problem, type SourceLine } from '#platform/server/imports/kind.ts';

/** Reads the cells of one line, and gathers what is wrong with them. */
export function cellsOf(ctx: Context, { values }: SourceLine) {
  const problems: LineProblem[] = [];
  const wrong = (field: string | null, code: string, message: string, named?: Record<string, string>): null => {
    problems.push(problem(field, code, message, named));
    return null;
  };
  const text = (field: string, most: number): string | null => {
    const cell = values[field];
    if (cell === undefined || cell.length <= most) return cell ?? null;
    return wrong(field, 'usage.cell_long', `At most ${most} letters are taken.`, { most: String(most) });
  };
  return {
    problems,
    wrong,
    text,
    required(field: string, most: number): string | null {
      if (values[field] === undefined) return wrong(field, 'usage.cell_empty', 'This cell may not be empty.');
      return text(field, most);
    },
    day(field: string): string | null {
      const cell = values[field];
      if (cell === undefined) return null;
      return parseDay(cell) ?? wrong(field, 'usage.cell_day', 'Write a day such as 01/07/2025.', { cell });
    },
    /** An agency for which the starter may write sites: by its code, else its name, else the one given for all lines. */
    agency(agencies: KnownAgencies, usual: string | undefined): string | null {
      const { agencyCode: code, agency: name } = values;
      const field = code === undefined ? 'agency' : 'agencyCode';
      const cell = code ?? name ?? '';
      const given = usual === undefined ? undefined : agencies.byId(usual);
      const named = code === undefined ? agencies.byName(cell) : agencies.byCode(cell);
      const open = (cell === '' ? (given ? [given] : []) : named).filter(({ period }) => period.to === null);
      const [one, ...others] = open;
      if (!one && cell === '') return wrong('agency', 'usage.cell_empty', 'Name the agency, by its code or its name.');
      if (!one) return wrong(field, 'usage.agency_unknown', `There is no agency “${cell}” today.`, { cell });
      if (others.length > 0) {
        return wrong(field, 'usage.agency_ambiguous', `Several agencies are called “${cell}”: give the code.`, {
          cell,
        });
      }
      if (!may(ctx.actor, 'usage.site.write', one.id)) {
        return wrong(field, 'usage.agency_not_yours', 'You do not keep the sites of this agency.');
      }
      return one.id;
    },
  };
}
