/** Prints rows as a table of plain text, numbers to the right; the same text pastes into Markdown. */
export function printTable(title: string, rows: readonly Record<string, string | number>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const text = (value: string | number | undefined) =>
    typeof value === 'number' ? formatNumber(value) : (value ?? '');
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => text(row[column]).length)));
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const pad = (value: string, index: number, right: boolean) =>
    right ? value.padStart(widths[index] as number) : value.padEnd(widths[index] as number);
  process.stdout.write(`\n${title}\n\n`);
  process.stdout.write(`${line(columns.map((column, index) => pad(column, index, false)))}\n`);
  process.stdout.write(`${line(widths.map((width) => '-'.repeat(width)))}\n`);
  for (const row of rows) {
    process.stdout.write(
      `${line(columns.map((column, index) => pad(text(row[column]), index, typeof row[column] === 'number')))}\n`,
    );
  }
}

function formatNumber(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(2);
}

/** The value below which this part of the sorted values lies. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
