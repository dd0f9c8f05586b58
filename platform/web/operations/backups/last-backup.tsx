import { useTranslation } from 'react-i18next';
import type { Backups } from '../../../contracts/operations.ts';
import { StateBadge } from '../../kit/state-badge.tsx';
import { useFormat } from '../../use-format.ts';
import styles from '../operations.module.css';
import { useBytes } from '../use-bytes.ts';

/** The last backup that ended well, in words: when, late or never, and where it lies. */
export function LastBackup({ backups }: { backups: Backups }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const bytes = useBytes();
  const { last, late, failed, nightly, sealed } = backups;
  return (
    <>
      <p className={styles.big}>
        {last ? format.ago(last.endedAt) : t('backup.never')}{' '}
        {late && <StateBadge tone="late">{t('backup.late')}</StateBadge>}
        {!late && last && <StateBadge tone="done">{t('backup.done')}</StateBadge>}
        {nightly && !last && !late && <StateBadge tone="soon">{t('backup.notYet')}</StateBadge>}
        {!nightly && !last && <StateBadge tone="soon">{t('backup.off')}</StateBadge>}
      </p>
      {last && (
        <p className={styles.note}>
          {format.dateTime(last.endedAt)} · {bytes(last.bytes ?? 0)} · {last.place}
        </p>
      )}
      {failed && <p className={styles.note}>{t('backup.failedAt', { at: format.dateTime(failed.endedAt) })}</p>}
      {!nightly && <p className={styles.note}>{t('backup.offText')}</p>}
      {nightly && !sealed && <p className={styles.note}>{t('backup.open')}</p>}
    </>
  );
}
