import type { LineProblem } from '#platform/contracts/imports.ts';
import { problem, type SourceLine } from '#platform/server/imports/kind.ts';
import { fold } from '../names/fold.ts';
import type { Day } from '../time/day.ts';

/** Reads the cells of one line, and gathers what is wrong with them. */
export function cellsOf({ values }: SourceLine) {
  const problems: LineProblem[] = [];
  const wrong = (field: string | null, code: string, message: string, named?: Record<string, string>): null => {
    problems.push(problem(field, code, message, named));
    return null;
  };
  return {
    problems,
    wrong,
    text(field: string, most: number): string | null {
      const cell = values[field];
      if (cell === undefined) return null;
      if (cell.length <= most) return cell;
      return wrong(field, 'directory.cell_long', `At most ${most} letters are taken.`, { most: String(most) });
    },
    required(field: string, most: number): string | null {
      if (values[field] === undefined) return wrong(field, 'directory.cell_empty', 'This cell may not be empty.');
      return this.text(field, most);
    },
    day(field: string): Day | null {
      const cell = values[field];
      if (cell === undefined) return null;
      return parseDay(cell) ?? wrong(field, 'directory.cell_day', 'Write a day such as 01/07/2025.', { cell });
    },
    number(field: string): number | null {
      const cell = values[field];
      if (cell === undefined) return null;
      const number = Number(cell.replace(',', '.'));
      return Number.isFinite(number) ? number : wrong(field, 'directory.cell_number', 'Write a number.', { cell });
    },
    /** `x`, `có`, `1`, `true`; anything else is no. */
    flag(field: string): boolean {
      return ['x', 'co', '1', 'true', 'yes', 'phu trach', 'quyen'].includes(fold(values[field] ?? ''));
    },
  };
}

/** A day as offices write it (`1/7/2025`, `01-07-2025`) or as programs do (`2025-07-01`); null when it is none. */
export function parseDay(text: string): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !day) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = new Date(`${written}T00:00:00Z`);
  const holds = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(written);
  return holds && written >= '1900-01-01' && written < '2100-01-01' ? written : null;
}
