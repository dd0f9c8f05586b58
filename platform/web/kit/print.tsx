import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { useFormat } from '../use-format.ts';
import styles from './print.module.css';
import type { PrintHeadProps } from './props.ts';

/** Prints the screen as it stands: menus, buttons and what floats stay away. */
export function PrintButton() {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      className={styles.button}
      leftSection={<IconPrinter size={18} aria-hidden />}
      onClick={() => window.print()}
    >
      {t('print.print')}
    </Button>
  );
}

/** Stands above a printed page only: whose it is, what it shows, who printed it when. */
export function PrintHead({ title, facts, preview = false }: PrintHeadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nodeName, person } = useSession();
  const [at] = useState(() => new Date());
  return (
    <div className={styles.head} data-preview={preview || undefined}>
      <p className={styles.node}>{[nodeName, person.unitName].filter(Boolean).join(' · ')}</p>
      <p className={styles.title}>{title}</p>
      {facts && <p className={styles.facts}>{facts}</p>}
      <p className={styles.facts}>{t('print.by', { name: person.name, at: format.dateTime(at) })}</p>
    </div>
  );
}
