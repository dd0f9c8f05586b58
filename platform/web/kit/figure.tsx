import { ActionIcon, Popover, Skeleton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf, type Format } from '../format.ts';
import { readSearch } from '../shell/search-params.ts';
import { useFormat } from '../use-format.ts';
import { ErrorState } from './error-state.tsx';
import styles from './figure.module.css';
import type { FigureProps } from './props.ts';
import { Sparkline } from './sparkline.tsx';

/** Figures side by side; they wrap on narrow screens. */
export function FigureRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** A number, what it is made of, where it goes, and the way to its records. */
export function Figure(props: FigureProps) {
  const { label, value, parts, change, trend, definition, to, error, retry, live, noValue } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const shown = value === null || value === undefined ? '–' : text(format, value, props.as ?? 'number');
  return (
    <div role="group" className={styles.figure} aria-label={label} aria-busy={value === undefined && !error}>
      <div className={styles.label}>
        <span>{label}</span>
        {live && <span className={styles.live}>{t('figure.live')}</span>}
        {definition && <Definition label={label} definition={definition} />}
      </div>
      {error !== undefined && error !== null ? (
        <ErrorState error={error} retry={retry} compact />
      ) : value === undefined ? (
        <Skeleton height={34} width="55%" my={6} />
      ) : (
        <>
          <div className={styles.line}>
            <p className={styles.value} data-as={props.as}>
              {to ? (
                <Link {...addressOf(to)} aria-label={t('figure.open', { label, value: shown })}>
                  {shown}
                </Link>
              ) : (
                shown
              )}
            </p>
            {trend && <Sparkline values={trend.values} label={trend.label} />}
          </div>
          {value === null && noValue && <p className={styles.note}>{noValue}</p>}
          {parts && (
            <p className={styles.note}>
              {format.number(parts.numerator)} {parts.numeratorLabel} / {format.number(parts.denominator)}{' '}
              {parts.denominatorLabel}
            </p>
          )}
          {change && <Change {...change} format={format} />}
        </>
      )}
    </div>
  );
}

function Change({ by, against, good = 'up', format }: NonNullable<FigureProps['change']> & { format: Format }) {
  const { t } = useTranslation();
  const direction = directionOf(by);
  const tone = direction === 0 ? 'same' : direction > 0 === (good === 'up') ? 'better' : 'worse';
  const arrow = ['▼', '■', '▲'][direction + 1];
  return (
    <p className={styles.note}>
      <span className={styles.change} data-tone={tone}>
        <span aria-hidden>{arrow} </span>
        {format.change(by)}
      </span>{' '}
      {t('figure.against', { period: against })}
    </p>
  );
}

function Definition({ label, definition }: { label: string; definition: NonNullable<FigureProps['definition']> }) {
  const { t } = useTranslation();
  return (
    <Popover width={320} position="bottom-end" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          size="sm"
          color="gray"
          aria-label={t('figure.definition', { label })}
          className={styles.info}
        >
          <IconInfoCircle size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('figure.definition', { label })}>
        <div tabIndex={-1} data-autofocus className={styles.definition}>
          <p>{definition.text}</p>
          {definition.source && <p className={styles.note}>{t('figure.source', { source: definition.source })}</p>}
          {definition.version && <p className={styles.note}>{t('figure.version', { version: definition.version })}</p>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The router takes path and query apart. */
function addressOf(to: string): { to: string; search?: never } {
  const [path = '', query] = to.split('?', 2);
  return query === undefined ? { to: path } : { to: path, search: readSearch(query) as never };
}

function text(format: Format, value: number, as: NonNullable<FigureProps['as']>): string {
  if (as === 'percent') return format.percent(value);
  return as === 'duration' ? format.duration(value) : format.number(value);
}
