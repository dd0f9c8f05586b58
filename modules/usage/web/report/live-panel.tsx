import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty, ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Live } from '../../contract.ts';
import { usage } from '../api.ts';
import { useHitText } from '../hits/use-hit-text.ts';
import { useDeviceText } from '../use-device-text.ts';
import { Minutes } from './minutes.tsx';
import styles from './report.module.css';

const HITS = 12;
/** Minutes pass even when nobody comes. */
const AGAIN_MS = 30_000;

/** The last half hour and the last hits; moves by itself. */
export function LivePanel({ code }: { code: number }) {
  const { t } = useTranslation('usage');
  const { data, error, refetch } = useQuery({
    ...usage.getLive.query({ params: { code }, query: { limit: HITS } }),
    refetchInterval: AGAIN_MS,
  });
  return (
    <section className={styles.card} aria-labelledby="live">
      <h2 id="live" className={styles.title}>
        {t('live.title')}
      </h2>
      {error && !data ? (
        <ErrorState error={error} retry={() => void refetch()} compact />
      ) : data ? (
        <Now live={data} />
      ) : (
        <Skeleton height={180} mt="sm" />
      )}
    </section>
  );
}

function Now({ live }: { live: Live }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const hitText = useHitText();
  const deviceText = useDeviceText();
  return (
    <>
      <dl className={styles.now}>
        <div>
          <dt>{t('figure.visits')}</dt>
          <dd>{format.number(live.visits)}</dd>
        </div>
        <div>
          <dt>{t('figure.visitors')}</dt>
          <dd>{format.number(live.visitors)}</dd>
        </div>
        <div>
          <dt>{t('figure.pageViews')}</dt>
          <dd>{format.number(live.pageViews)}</dd>
        </div>
      </dl>
      <Minutes minutes={live.minutes} />
      {live.hits.length === 0 ? (
        <Empty title={t('live.none')} text={t('live.noneText')} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself, so the keyboard must reach it
        <ol className={styles.hits} tabIndex={0} aria-label={t('live.hits')}>
          {live.hits.map((hit, i) => (
            <li key={`${hit.at} ${hit.visitor} ${live.hits.length - i}`}>
              <time dateTime={hit.at}>{format.time(hit.at)}</time>
              <span className={styles.what}>{hitText(hit)}</span>
              <span className={styles.quiet}>
                {[t(`hitKind.${hit.kind}`), hit.source.name || t(`source.${hit.source.kind}`), deviceText(hit.device)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
