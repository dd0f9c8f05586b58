import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CopyBlock, ErrorState } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { usage } from '../api.ts';
import { useSite } from '../site/use-site.ts';
import { ConnectionPanel } from './connection-panel.tsx';
import styles from './embed.module.css';
import { SetAsidePanel } from './set-aside-panel.tsx';

/** How to connect a site: what to put on its pages, and whether it is there. */
export function EmbedScreen() {
  const { t } = useTranslation('usage');
  const site = useSite().data;
  const code = site?.code ?? 0;
  const { data, error, refetch } = useQuery({
    ...usage.getEmbed.query({ params: { code } }),
    enabled: site !== undefined,
  });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data || !site) return <ScreenWaiting />;
  return (
    <div className={styles.columns}>
      <div>
        <section aria-labelledby="snippet">
          <h2 id="snippet">{t('embed.own')}</h2>
          <p>{t('embed.ownText')}</p>
          <CopyBlock label={t('embed.ownLabel')} text={data.snippet} />
        </section>
        <section aria-labelledby="service">
          <h2 id="service">{t('embed.service')}</h2>
          <p>{t('embed.serviceText')}</p>
          <CopyBlock label={t('embed.serviceLabel')} text={data.serviceExample} />
        </section>
        <section aria-labelledby="matomo">
          <h2 id="matomo">{t('embed.matomo')}</h2>
          <p>{t('embed.matomoText')}</p>
          <CopyBlock label={t('embed.matomoLabel')} text={data.matomoSnippet} />
        </section>
        <section aria-labelledby="pixel">
          <h2 id="pixel">{t('embed.pixel')}</h2>
          <p>{t('embed.pixelText')}</p>
          <CopyBlock label={t('embed.pixelLabel')} text={data.pixel} />
        </section>
        <p className={styles.quiet}>{t('embed.privacy')}</p>
      </div>
      <div className={styles.side}>
        <ConnectionPanel site={site} />
        <SetAsidePanel code={site.code} />
      </div>
    </div>
  );
}
