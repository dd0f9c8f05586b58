import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { usage } from '../api.ts';
import styles from './embed.module.css';

/** Which hits of the site were not counted, why, and what to do about it. */
export function SetAsidePanel({ code }: { code: number }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const { data, error, refetch } = useQuery(usage.getSetAside.query({ params: { code } }));
  return (
    <section className={styles.panel} aria-labelledby="set-aside">
      <h2 id="set-aside">{t('setAside.title')}</h2>
      {error && <ErrorState error={error} retry={() => void refetch()} compact />}
      {data?.rows.length === 0 && <p className={styles.quiet}>{t('setAside.none')}</p>}
      {data && data.rows.length > 0 && (
        <>
          <p className={styles.quiet}>{t('setAside.lead', { from: format.day(data.from) })}</p>
          <dl className={styles.aside}>
            {data.rows.map(({ reason, count, lastAt }) => (
              <div key={reason}>
                <dt>{t(`setAside.reason.${reason}`)}</dt>
                <dd>{format.number(count)}</dd>
                <dd>
                  {t(`setAside.advice.${reason}`)} {t('setAside.last', { ago: format.ago(lastAt) })}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
