/** Made-up rows of the kit page; always the same, so that two looks at it can be compared. */
export interface SampleRow {
  id: string;
  code: string;
  name: string;
  visits: number | null;
  state: 'active' | 'soon' | 'late' | 'done' | 'quiet';
  created: string;
}

const NAMES = ['Cổng dịch vụ công', 'Sở Tài chính', 'Phường Nha Trang', 'Xã Vạn Ninh', 'Đặc khu Trường Sa', 'Sở Y tế'];
const STATES: SampleRow['state'][] = ['active', 'soon', 'late', 'done', 'quiet'];

/** `long`: the longest name that a screen has to bear; it stands in the second row. */
export function sampleRows(count: number, long: string): SampleRow[] {
  return Array.from({ length: count }, (_, i) => ({
    id: String(i + 1),
    code: `H32.${String(i + 1).padStart(2, '0')}`,
    name: i === 1 ? long : `${NAMES[i % NAMES.length]} ${i + 1}`,
    visits: i % 11 === 10 ? null : (i * 7_919) % 24_001,
    state: STATES[i % STATES.length] as SampleRow['state'],
    created: `2026-${String((i % 9) + 1).padStart(2, '0')}-15`,
  }));
}

export const SAMPLE_DAYS = Array.from({ length: 30 }, (_, i) => `${String(i + 1).padStart(2, '0')}/11`);
export const SAMPLE_VALUES = SAMPLE_DAYS.map((_, i) => 900 + ((i * 137) % 500) - (i % 7 > 4 ? 600 : 0));
export const SAMPLE_HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

/** Visits by weekday and hour: offices by day, little at night. */
export function sampleWeek(weekdays: string[]): { name: string; values: number[] }[] {
  return weekdays.map((name, day) => ({
    name,
    values: SAMPLE_HOURS.map((_, hour) =>
      Math.max(0, Math.round((day > 4 ? 30 : 110) * Math.sin(((hour - 5) / 16) * Math.PI))),
    ),
  }));
}
