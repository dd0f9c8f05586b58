import { Button, Skeleton } from '@mantine/core';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './chart/chart.module.css';
import { ChartTable } from './chart/chart-table.tsx';
import { Empty } from './empty.tsx';
import { ErrorState } from './error-state.tsx';
import type { ChartProps, ChartRemark } from './props.ts';

/** The drawing weighs more than the rest of a screen; it comes when a chart is shown. */
const Drawing = lazy(() => import('./chart/drawing.tsx'));

/** What stands at the numbered lines and the shaded places of the drawing. */
function Remarks({ remarks = [], categories }: ChartProps) {
  if (remarks.length === 0) return null;
  const places = ({ from, to = from }: ChartRemark) =>
    [categories[from], ...(to > from ? [categories[to]] : [])].filter(Boolean).join(' – ');
  const notes = remarks.filter(({ kind }) => kind !== 'gap');
  const gaps = remarks.filter(({ kind }) => kind === 'gap');
  return (
    <ul className={styles.remarks}>
      {notes.map((remark, index) => (
        <li key={`${remark.from} ${remark.text}`}>
          <b>{index + 1}</b> {places(remark)}: {remark.text}
        </li>
      ))}
      {gaps.map((remark) => (
        <li key={`${remark.from} ${remark.to} ${remark.text}`} data-gap>
          {places(remark)}: {remark.text}
        </li>
      ))}
    </ul>
  );
}

/** Figures drawn, with the same figures as a table one click away. */
export function Chart(props: ChartProps) {
  const { title, series, loading, error, retry, empty, height = 280 } = props;
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const waiting = <Skeleton height={height} />;
  const nothing = series.every(({ values }) => values.every((value) => value === null || value === 0));
  const body = () => {
    if (error !== undefined && error !== null) return <ErrorState error={error} retry={retry} />;
    if (loading) return waiting;
    if (nothing) return <Empty {...(empty ?? { title: t('chart.empty') })} />;
    if (asTable) return <ChartTable {...props} />;
    return (
      <Suspense fallback={waiting}>
        <Drawing {...props} height={height} />
      </Suspense>
    );
  };
  return (
    <section className={styles.chart} aria-labelledby={id} aria-busy={loading}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {!loading && !nothing && !error && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAsTable(!asTable)}>
            {asTable ? t('chart.asChart') : t('chart.asTable')}
          </Button>
        )}
      </header>
      {body()}
      {!loading && !nothing && !error && !asTable && <Remarks {...props} />}
    </section>
  );
}
