import { CloseButton, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { ErrorState } from './error-state.tsx';
import type { RecordProps, TimelineProps } from './props.ts';
import styles from './record.module.css';

/** One thing in full: its head with the next legal step, its facts and content, its history. */
export function Record(props: RecordProps) {
  const { t } = useTranslation();
  const { number, title, state, action, moreActions, facts, children, timeline, loading, error, retry, onClose } =
    props;
  const Heading = props.headingLevel === 1 ? 'h1' : 'h2';
  const close = onClose && <CloseButton aria-label={t('record.close')} onClick={onClose} className={styles.close} />;
  if (error !== undefined && error !== null) {
    return (
      <article className={styles.record}>
        {close}
        <ErrorState error={error} retry={retry} />
      </article>
    );
  }
  if (loading) {
    return (
      <article className={styles.record} aria-busy="true" aria-label={t('state.loading')}>
        {close}
        <Skeleton height={14} width="30%" />
        <Skeleton height={26} width="75%" mt={8} />
        {[92, 84, 96, 60].map((width) => (
          <Skeleton key={width} height={14} width={`${width}%`} mt={14} />
        ))}
      </article>
    );
  }
  return (
    <article className={styles.record}>
      <header className={styles.head}>
        <div className={styles.names}>
          {number && <p className={styles.number}>{number}</p>}
          <Heading className={styles.title}>{title}</Heading>
        </div>
        {close}
      </header>
      {(state || action || moreActions) && (
        <div className={styles.acts}>
          {state}
          <span className={styles.gap} />
          {moreActions}
          {action}
        </div>
      )}
      <div className={styles.columns} data-timeline={timeline !== undefined || undefined}>
        <div className={styles.content}>
          {facts && (
            <dl className={styles.facts}>
              {facts
                .filter(({ value }) => value !== null && value !== undefined && value !== '')
                .map(({ label, value }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
            </dl>
          )}
          {children}
        </div>
        {timeline && <aside aria-label={t('record.timeline')}>{timeline}</aside>}
      </div>
    </article>
  );
}

/** What happened, newest first. */
export function Timeline({ items }: TimelineProps) {
  const format = useFormat();
  return (
    <ol className={styles.timeline}>
      {items.map(({ key, at, title, text, icon }) => (
        <li key={key}>
          <time dateTime={at}>{/^\d{4}-\d{2}-\d{2}$/.test(at) ? format.day(at) : format.dateTime(at)}</time>
          <div className={styles.event}>
            {icon} {title}
          </div>
          {text && <div className={styles.note}>{text}</div>}
        </li>
      ))}
    </ol>
  );
}
