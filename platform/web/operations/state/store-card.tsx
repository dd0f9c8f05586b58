import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import styles from '../operations.module.css';
import { useBytes } from '../use-bytes.ts';

interface StoreCardProps {
  title: string;
  version: string;
  embedded: boolean;
  bytes: number;
  tables: { name: string; rows: number | null; bytes: number }[];
}

const SHOWN = 6;

/** How large a store is, and its largest tables. */
export function StoreCard({ title, version, embedded, bytes, tables }: StoreCardProps) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const size = useBytes();
  return (
    <section className={styles.card}>
      <h2>{title}</h2>
      <p className={styles.big}>{size(bytes)}</p>
      <p className={styles.note}>
        {version} · {embedded ? t('state.embedded') : t('state.byAddress')}
      </p>
      <ul className={styles.rows}>
        {tables.slice(0, SHOWN).map((table) => (
          <li key={table.name}>
            <span>
              {table.name}{' '}
              {table.rows !== null && (
                <span className={styles.code}>{t('state.rows', { rows: format.number(table.rows) })}</span>
              )}
            </span>
            <span>{size(table.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
