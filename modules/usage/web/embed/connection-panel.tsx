import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Site } from '../../contract.ts';
import { usage } from '../api.ts';
import { SiteState } from '../site/site-state.tsx';
import { ConnectionResult } from './connection-result.tsx';
import styles from './embed.module.css';

const AGAIN_MS = 700;

/** Whether hits come, and what a look at the site's page finds. */
export function ConnectionPanel({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const queries = useQueryClient();
  const params = { code: site.code };
  const { data, error, refetch } = useQuery({
    ...usage.getConnection.query({ params }),
    refetchInterval: ({ state }) => (state.data?.check?.state === 'waiting' ? AGAIN_MS : false),
  });
  const ask = useMutation({
    mutationFn: () => usage.checkConnection({ params }),
    onSuccess: (check) => {
      queries.setQueryData(usage.getConnection.key({ params }), { check });
    },
  });
  const check = data?.check;
  const waiting = ask.isPending || check?.state === 'waiting';
  return (
    <section className={styles.panel} aria-labelledby="connection">
      <h2 id="connection">{t('connection.title')}</h2>
      <p>
        <SiteState state={site.state} />{' '}
        {site.lastHitAt === null ? t('site.noHit') : t('site.lastHit', { ago: format.ago(site.lastHitAt) })}
      </p>
      {site.can.checkConnection ? (
        <Button onClick={() => ask.mutate()} loading={waiting}>
          {t('connection.check')}
        </Button>
      ) : (
        site.state === 'closed' && <p className={styles.quiet}>{t('connection.closed')}</p>
      )}
      {(ask.error ?? error) && <ErrorState error={ask.error ?? error} retry={() => void refetch()} compact />}
      <div role="status">
        {waiting ? (
          <p>
            <Loader size="xs" aria-hidden /> {t('connection.waiting', { host: site.domains[0] ?? '' })}
          </p>
        ) : check ? (
          <ConnectionResult check={check} />
        ) : (
          <p className={styles.quiet}>{t('connection.never')}</p>
        )}
      </div>
    </section>
  );
}
