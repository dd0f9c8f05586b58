import { useTranslation } from 'react-i18next';
import type { NodeState } from '../../../contracts/operations.ts';
import { StateBadge } from '../../kit/state-badge.tsx';
import { useFormat } from '../../use-format.ts';
import styles from '../operations.module.css';
import { useBytes } from '../use-bytes.ts';

/** Below this one should do something; at 256 MB the collector stops. */
const LOW_BYTES = 2e9;

/** How full the disk of the data folder is, and with what. */
export function DiskCard({ disk }: { disk: NodeState['disk'] }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const bytes = useBytes();
  const used = disk.totalBytes - disk.freeBytes;
  return (
    <section className={styles.card}>
      <h2>{t('state.disk')}</h2>
      <p className={styles.big}>
        {t('state.free', { bytes: bytes(disk.freeBytes) })}{' '}
        {disk.freeBytes < LOW_BYTES && <StateBadge tone="late">{t('state.low')}</StateBadge>}
      </p>
      <meter
        className={styles.meter}
        min={0}
        max={disk.totalBytes}
        value={used}
        aria-label={t('state.used', { used: bytes(used), total: bytes(disk.totalBytes) })}
      />
      <p className={styles.note}>
        {t('state.used', { used: bytes(used), total: bytes(disk.totalBytes) })} · {disk.folder}
      </p>
      <ul className={styles.rows}>
        {disk.takes.map((taken) => (
          <li key={taken.name}>
            <span>
              {t(`folder.${taken.name.split('.')[0]}` as never, { defaultValue: taken.name })}{' '}
              <span className={styles.code}>{taken.name}</span>
            </span>
            <span>{bytes(taken.bytes)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t('state.measured', { at: format.time(disk.measuredAt) })}</p>
    </section>
  );
}
