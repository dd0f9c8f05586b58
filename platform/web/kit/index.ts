/** The kit: what screens are made of. `/kit` shows every part in every state. */
export { Chart } from './chart.tsx';
export { CopyBlock } from './copy-block.tsx';
export { DayField } from './day-field.tsx';
export { DayRange } from './day-range.tsx';
export { Empty } from './empty.tsx';
export { ErrorState } from './error-state.tsx';
export { Figure, FigureRow } from './figure.tsx';
export { List } from './list/list.tsx';
export { Page } from './page.tsx';
export { Progress } from './progress.tsx';
export type * from './props.ts';
export { Record, Timeline } from './record.tsx';
export { rowsOf } from './rows-of.ts';
export { SearchField } from './search-field.tsx';
export { StateBadge } from './state-badge.tsx';
export { Tree } from './tree/tree.tsx';
export { useDays } from './use-days.ts';
export { useUrlParam, useUrlParams } from './use-url-param.ts';
