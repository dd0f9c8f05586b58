import type { ReactNode } from 'react';

/** A column of a list. Texts come translated. */
export interface Column<Row> {
  /** Also its name in the URL and in the saved choice of columns. */
  key: string;
  title: string;
  /** What stands in the cell; where absent, `value`. */
  cell?(row: Row): ReactNode;
  /**
   * Plain value for sorting and for exported files. Without it the column is neither sorted nor exported. A day
   * `yyyy-mm-dd` and an instant of ISO 8601 become dates in a spreadsheet.
   */
  value?(row: Row): string | number | null;
  /** What the number is, for spreadsheets: 0.98 shown as 98,0 %. */
  as?: 'percent';
  align?: 'left' | 'right';
  /** CSS width, e.g. `12rem`. The columns without one share what is left. */
  width?: string;
  /** `phone`: shown on the phone as well (first two by default); `choice`: hidden until chosen. */
  show?: 'phone' | 'wide' | 'choice';
}

export interface EmptyProps {
  title: string;
  /** What this place is for. */
  text?: string;
  /** The first step: a button or a link. */
  action?: ReactNode;
}

/** The state of a cursor list; {@link file://./use-rows.ts} `rowsOf(query)` makes it of an infinite query. */
export interface Rows<Row> {
  /** Undefined while the first page is on its way. */
  rows: Row[] | undefined;
  /** How many in all, where known. */
  total?: number | null;
  error?: unknown;
  retry?(): void;
  /** Absent when all rows are here. */
  loadMore?: (() => void) | undefined;
  loadingMore?: boolean;
}

export interface ListProps<Row> extends Rows<Row> {
  /** Names the list for screen readers and its CSV file, e.g. `Các trang đang theo dõi`. */
  label: string;
  columns: Column<Row>[];
  rowKey(row: Row): string;
  empty: EmptyProps;
  /** Placeholder of the search field; its words stand in the URL as `q`. Absent: no search. */
  search?: string;
  /** Acts on rows that were chosen by their boxes, e.g. buttons; `clear` takes the choice back. Absent: no boxes. */
  onSelected?(rows: Row[], clear: () => void): ReactNode;
  /** Further filters beside the search; each keeps its value in the URL by `useUrlParam`. */
  filters?: ReactNode;
  /** Buttons at the right of the bar, e.g. *Đăng ký trang*. */
  actions?: ReactNode;
  /** A click or Enter on a row. */
  onOpen?(row: Row): void;
  /** The row that is open now: marked, and `beside` shows it. */
  openKey?: string | undefined;
  /** The open record; stands beside the list, on the phone in its place. */
  beside?: ReactNode;
  /** Closes what is open (Escape). */
  onClose?(): void;
  /** True: rows are sorted here by the URL's `sort`. False where the server's order holds. Default: true once all rows are here. */
  sortable?: boolean;
}

export interface RecordProps {
  /** Number or code above the title. */
  number?: ReactNode;
  title: string;
  /** A {@link StateBadgeProps} badge, chips. */
  state?: ReactNode;
  /** The one next legal step. */
  action?: ReactNode;
  /** Everything else that may be done: quiet buttons. */
  moreActions?: ReactNode;
  /** Named facts, shown as a description list. Entries with null are left out. */
  facts?: { label: string; value: ReactNode | null }[];
  children?: ReactNode;
  /** The right column: history, newest first. */
  timeline?: ReactNode;
  loading?: boolean;
  error?: unknown;
  retry?(): void;
  onClose?(): void;
  /** 2 beside a list, 1 as a page of its own. Default 2. */
  headingLevel?: 1 | 2;
}

export interface TimelineProps {
  items: { key: string; at: string; title: ReactNode; text?: ReactNode; icon?: ReactNode }[];
}

/** Share and whole behind a value. */
export interface FigureParts {
  numerator: number;
  denominator: number;
  numeratorLabel: string;
  denominatorLabel: string;
}

export interface FigureProps {
  label: string;
  /** Undefined while loading, null when there is no value (shown as a dash with `noValue`). */
  value: number | null | undefined;
  /** `number` 1.143 · `percent` 0.98 → 98,0 % · `duration` seconds → 2 phút 5 giây. Default `number`. */
  as?: 'number' | 'percent' | 'duration';
  /** Why there is no value, e.g. *Chưa có lượt nào*. */
  noValue?: string;
  parts?: FigureParts;
  /** Compared with the period before: relative change (0.12 = +12 %), and whether more is better. */
  change?: { by: number; against: string; good?: 'up' | 'down' };
  /** Values over time for the small line, oldest first. */
  trend?: { values: number[]; label: string };
  definition?: { text: string; source?: string; version?: string };
  /** Opens the records behind the figure. */
  to?: string;
  error?: unknown;
  retry?(): void;
  /** Marks a figure that changes by itself (live). */
  live?: boolean;
}

export interface ChartSeries {
  name: string;
  values: (number | null)[];
}

/** A note at one category, or about several that follow each other. */
export interface ChartRemark {
  /** Index of the first category. */
  from: number;
  /** Index of the last one; default: `from`. */
  to?: number;
  text: string;
  /** `gap`: figures are missing here, the place is shaded; `note`: a line with a number. Default `note`. */
  kind?: 'gap' | 'note';
}

export interface ChartProps {
  kind: 'line' | 'bar' | 'bar-horizontal' | 'heatmap';
  /** Says what is found, e.g. *Lượt xem theo ngày*. */
  title: string;
  /** Names along the first axis. For a heatmap: its columns (hours). */
  categories: string[];
  /** At most six. For a heatmap: one a line (weekdays). */
  series: ChartSeries[];
  /** What the numbers count, e.g. *lượt xem*. */
  unit: string;
  /** Names the first axis, e.g. *Ngày*. */
  categoryLabel: string;
  /** What is said of certain places on the first axis of a line or bars; the table has it as a column. */
  remarks?: ChartRemark[];
  /** Pixels; 280 by default. */
  height?: number;
  loading?: boolean;
  error?: unknown;
  retry?(): void;
  empty?: EmptyProps;
}

export interface ErrorStateProps {
  error: unknown;
  retry?: (() => void) | undefined;
  /** Inside a card or a cell: one line. */
  compact?: boolean;
}

export interface ProgressProps {
  label: string;
  done: number;
  /** Null when nobody knows how much there is. */
  total: number | null;
  /** What is counted, e.g. *dòng*. */
  unit: string;
  /** When it began; rate and time left are counted from it. */
  startedAt?: Date;
  state?: 'running' | 'done' | 'failed';
  /** The last step in words. */
  step?: string;
  onCancel?(): void;
}

export interface PageProps {
  title: string;
  /** One line under the title. */
  lead?: ReactNode;
  /** The way down to here, without the page itself. */
  crumbs?: { label: string; to: string }[];
  actions?: ReactNode;
  /** `wide` for lists (whole width), `text` for forms and reading. Default `wide`. */
  width?: 'wide' | 'text';
  children: ReactNode;
}

export interface SearchFieldProps {
  /** Also its label for screen readers. */
  placeholder: string;
  /** Name of the URL parameter; `q` by default. */
  param?: string;
}

export interface TreeNode {
  id: string;
  label: string;
  /** Quiet words at the right, e.g. a code or a count. */
  hint?: string | undefined;
  hasChildren: boolean;
  /** Undefined: not loaded yet. */
  children?: TreeNode[] | undefined;
}

export interface TreeProps {
  label: string;
  nodes: TreeNode[] | undefined;
  selectedId?: string | undefined;
  /** Which nodes stand open at first. */
  openIds?: readonly string[];
  onSelect(id: string): void;
  /** A node without loaded children was opened. */
  onOpen?(id: string): void;
  error?: unknown;
  retry?(): void;
  empty?: EmptyProps;
}

/** Days `yyyy-mm-dd` in Asia/Ho_Chi_Minh, both inclusive. */
export interface Days {
  from: string;
  to: string;
}

/** Chooses a period; keeps it in the URL as `from` and `to`. Read it by `useDays()`. */
export interface DayRangeProps {
  label?: string;
}

/** A day, written `dd/mm/yyyy` whatever language the browser speaks. */
export interface DayFieldProps {
  label: string;
  /** `yyyy-mm-dd`; empty when none is chosen; while it is no day, the text as it was typed. */
  value: string;
  onChange(value: string): void;
  description?: string;
  error?: string | undefined;
  name?: string;
  id?: string;
  /** In a bar: narrow, its label for screen readers only. */
  inBar?: boolean;
}

export interface StateBadgeProps {
  /** done = green, soon = amber, late = red, active = teal, quiet = grey. The words carry the meaning. */
  tone: 'done' | 'soon' | 'late' | 'active' | 'quiet';
  children: ReactNode;
}

export interface CopyBlockProps {
  /** Names what is copied, e.g. *Đoạn mã nhúng*. */
  label: string;
  text: string;
}

/** A unit on a map. */
export interface MapUnitProps {
  id: string;
  name: string;
  /** Fits on a tile. */
  short: string;
  longitude: number;
  latitude: number;
  /** Colours the unit; null where there is none. */
  value?: number | null;
}

export interface UnitMapProps {
  /** Names what the map shows, for everybody. */
  title: string;
  units: MapUnitProps[];
  /** Rings of longitude and latitude by unit; without any, each unit is a tile. */
  outlines?: { id: string; polygons: [number, number][][][] }[];
  /** What `value` is, with its unit. Absent: the map only shows where things are. */
  valueLabel?: string;
  /** Whence places or outlines are. */
  source?: string;
  selectedId?: string | undefined;
  onSelect?(id: string): void;
}

/** A deadline of a record, in words that hold without colour. */
export interface DeadlineProps {
  /** The last day, `yyyy-mm-dd`. */
  day: string;
  /** Default: today in Asia/Ho_Chi_Minh. */
  today?: string;
  /** The day on which it was fulfilled. */
  doneOn?: string | null;
  /** From so many days before it on it is soon; 3 by default. */
  soonDays?: number;
}

/** One choice of a picker. */
export interface PickerOption {
  id: string;
  label: string;
  /** Tells it from others of the same name. */
  hint?: string | undefined;
}

type Asked<Answer> = {
  queryKey: readonly unknown[];
  queryFn(context: { signal: AbortSignal }): Promise<Answer>;
};

/** `find={(q) => directory.listPeople.query({ query: { q, limit: 20 } })}`, and `get` alike for the one chosen. */
export interface PickerProps<Row> {
  label: string;
  /** Id of what is chosen; empty when nothing is. */
  value: string;
  /** Gets an empty text when the choice is taken back. */
  onChange(id: string): void;
  find(words: string): Asked<{ rows: Row[] }>;
  get(id: string): Asked<Row>;
  optionOf(row: Row): PickerOption;
  /** Offered before all others, though the server does not know them yet. */
  offered?: readonly PickerOption[];
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  /** As a filter of a list: the label stands inside the field. */
  inBar?: boolean | undefined;
}

/** How a file goes up. */
export interface UploadWay {
  signal: AbortSignal;
  onProgress(sent: number, total: number): void;
}

export interface UploadProps {
  /** What is taken here, e.g. *Thả tệp danh sách cơ quan vào đây*. */
  label: string;
  /** Endings of names, e.g. `['.csv', '.xlsx']`; none: any name. The server looks at the content itself. */
  accept: readonly string[];
  maxBytes: number;
  /** Sends it; `sendWithProgress` of the kit does with JSON. @throws ApiProblem */
  send(file: File, way: UploadWay): Promise<unknown>;
  disabled?: boolean;
}

export interface ImportStepsProps {
  step: 'file' | 'mapping' | 'preview' | 'report';
}

/** A column of the file, with the first cells below its head. */
export interface ImportColumn {
  title: string;
  examples: string[];
}

export interface ImportMappingProps {
  columns: ImportColumn[];
  fields: { key: string; required: boolean }[];
  /** The column (from 0) of each field that has one. */
  mapping: { [field: string]: number };
  onChange(mapping: { [field: string]: number }): void;
  /** The field in the reader's words. */
  nameOf(field: string): string;
  disabled?: boolean;
}

export interface ImportProblem {
  /** Null: the line as a whole. */
  field: string | null;
  code: string;
  message: string;
  values?: { [name: string]: string | number } | undefined;
}

export interface ImportLineProps {
  /** As a spreadsheet counts: the head is line 1. */
  line: number;
  cells: string[];
  problems: ImportProblem[];
}

export interface ImportPreviewProps {
  counts: { lines: number; valid: number; bad: number };
  columns: ImportColumn[];
  /** The lines to show, e.g. those with problems. */
  lines: Rows<ImportLineProps>;
  /** What is wrong and how to mend it, in the reader's words. */
  problemText(problem: ImportProblem): string;
}

export interface ImportReportProps {
  state: 'running' | 'done' | 'failed' | 'undone';
  counts: { valid: number; bad: number; done: number };
  startedAt?: string | null;
  /** Why it stopped. */
  failure?: string | null;
  /** Undo, go on, the file of the lines that were not taken. */
  actions?: ReactNode;
  onStop?(): void;
}

export interface PrintHeadProps {
  title: string;
  /** Filters and period in words. */
  facts?: string | undefined;
  /** Shown on the screen, too. */
  preview?: boolean;
}
