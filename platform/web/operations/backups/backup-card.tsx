import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../kit/error-state.tsx';
import styles from '../operations.module.css';
import { LastBackup } from './last-backup.tsx';
import { useBackups } from './use-backups.ts';

/** The last backup, for the page of the node's state. */
export function BackupCard() {
  const { t } = useTranslation('operations');
  const query = useBackups();
  return (
    <section className={styles.card} aria-busy={query.isPending}>
      <h2>{t('backup.last')}</h2>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} compact />}
      {query.data && <LastBackup backups={query.data} />}
      <p className={styles.note}>
        <Link to="/operations/backups">{t('backup.all')}</Link>
      </p>
    </section>
  );
}
