import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import type { ChartProps } from '../props.ts';
import styles from './chart.module.css';

export function ChartTable({ title, categories, series, unit, categoryLabel, remarks = [] }: ChartProps) {
  const format = useFormat();
  const { t } = useTranslation();
  const said = (place: number) =>
    remarks.flatMap(({ from, to = from, text }) => (from <= place && place <= to ? [text] : [])).join('; ');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself, so the keyboard must reach it
    <div className={styles.table} tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption className="visually-hidden">{`${title} (${unit})`}</caption>
        <thead>
          <tr>
            <th scope="col">{categoryLabel}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {remarks.length > 0 && <th scope="col">{t('chart.remarks')}</th>}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, i) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{values[i] === null || values[i] === undefined ? '–' : format.number(values[i])}</td>
              ))}
              {remarks.length > 0 && <td>{said(i)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
