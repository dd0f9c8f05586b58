import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.ts';
import './texts.ts';
import styles from './operations.module.css';

/** From a record to all that was done to it; only for who may read the audit. */
export function HistoryLink({ type, id }: { type: string; id: string }) {
  const { t } = useTranslation('operations');
  if (!useMay('platform.audit.read')) return null;
  return (
    <Link to="/audit" search={{ subjectType: type, subjectId: id } as never} className={styles.history}>
      <IconHistory size={16} aria-hidden /> {t('audit.history')}
    </Link>
  );
}
