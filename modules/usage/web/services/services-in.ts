const LINES_MOST = 2_000;

/**
 * Procedures one a line: the code, then the name, parted by a tab (as pasted from a spreadsheet), `;`, `,` or a space.
 * `wrong`: the number of the first line that is none; null when all are.
 */
export function servicesIn(text: string): { services: { code: string; name: string }[]; wrong: number | null } {
  const services: { code: string; name: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, code, name] = /^\s*"?([\w.\-/]{1,60})"?\s*[\t;, ]\s*"?(.+?)"?\s*$/.exec(line) ?? [];
    if (code === undefined || name === undefined || !/\d/.test(code) || services.length >= LINES_MOST) {
      return { services, wrong: index + 1 };
    }
    services.push({ code, name: name.slice(0, 500) });
  }
  return { services, wrong: null };
}
