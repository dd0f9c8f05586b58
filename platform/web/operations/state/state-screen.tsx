import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NodeState } from '../../../contracts/operations.ts';
import { ErrorState } from '../../kit/error-state.tsx';
import { Page } from '../../kit/page.tsx';
import { StateBadge } from '../../kit/state-badge.tsx';
import { ScreenWaiting } from '../../shell/screen-states.tsx';
import { useFormat } from '../../use-format.ts';
import { operations } from '../api.ts';
import { BackupCard } from '../backups/backup-card.tsx';
import styles from '../operations.module.css';
import { DiskCard } from './disk-card.tsx';
import { StoreCard } from './store-card.tsx';
import { WaitingCard } from './waiting-card.tsx';

const AGAIN_MS = 10_000;

/** How the node does, at a glance: its parts, its last backup, its disk, its stores, what waits. */
export function StateScreen() {
  const { t } = useTranslation('operations');
  const query = useQuery({ ...operations.getNode.query(), refetchInterval: AGAIN_MS });
  const node = query.data;
  return (
    <Page title={t('state.title')} lead={t('state.lead')}>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {!node && !query.error && <ScreenWaiting />}
      {node && <Cards node={node} />}
    </Page>
  );
}

function Cards({ node }: { node: NodeState }) {
  const { t } = useTranslation('operations');
  const away = node.parts.filter(({ ready }) => !ready);
  return (
    <div className={styles.stack}>
      {away.length > 0 && (
        <Alert color="red" title={t('state.unwell')}>
          {away.map(({ name }) => t(`part.${name}` as never, { defaultValue: name })).join(', ')}
        </Alert>
      )}
      <div className={styles.grid}>
        <BackupCard />
        <PartsCard node={node} />
        <WaitingCard node={node} />
        <DiskCard disk={node.disk} />
        <StoreCard
          title={t('state.database')}
          version={`PostgreSQL ${node.versions.database}`}
          embedded={node.database.embedded}
          bytes={node.database.bytes}
          tables={node.database.tables}
        />
        <StoreCard
          title={t('state.store')}
          version={`ClickHouse ${node.versions.store}`}
          embedded={node.store.embedded}
          bytes={node.store.bytes}
          tables={node.store.tables}
        />
      </div>
    </div>
  );
}

function PartsCard({ node }: { node: NodeState }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  return (
    <section className={styles.card}>
      <h2>{t('state.parts')}</h2>
      <p className={styles.big}>Nhịp Cầu {node.versions.program}</p>
      <p className={styles.note}>{t('state.runtime', { node: node.versions.node, system: node.versions.system })}</p>
      <p className={styles.note}>{t('state.since', { at: format.dateTime(node.startedAt) })}</p>
      <ul className={styles.rows}>
        {node.parts.map(({ name, ready }) => (
          <li key={name}>
            <span>{t(`part.${name}` as never, { defaultValue: name })}</span>
            <StateBadge tone={ready ? 'done' : 'late'}>{ready ? t('state.well') : t('state.away')}</StateBadge>
          </li>
        ))}
      </ul>
    </section>
  );
}
