import { ActionIcon, Button, Loader, Popover } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../use-format.ts';
import type { Column } from '../../props.ts';
import { useUrlParams } from '../../use-url-param.ts';
import styles from '../list.module.css';
import { filtersShown } from './filters-shown.ts';

interface ExportMenuProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  total: number | null | undefined;
  /** Holds search and filters. */
  bar: RefObject<HTMLElement | null>;
}

/** Saves what is shown: these rows, these columns, in this order. */
export function ExportMenu<Row>({ label, columns, rows, total, bar }: ExportMenuProps<Row>) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const facts = useFacts(rows.length, total);
  const save = async (kind: 'csv' | 'xlsx') => {
    setOpened(false);
    setBusy(true);
    try {
      if (kind === 'csv') {
        const { csvOf } = await import('./csv.ts');
        download(`${label}.csv`, new Blob([csvOf(columns, rows)], { type: 'text/csv;charset=utf-8' }));
      } else {
        const { xlsxOf } = await import('./xlsx.ts');
        download(`${label}.xlsx`, await xlsxOf(columns, rows, { title: label, facts: facts(bar.current) }));
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('list.export')}
          title={t('list.export')}
          disabled={rows.length === 0 || busy}
          onClick={() => setOpened((open) => !open)}
        >
          {busy ? <Loader size={16} /> : <IconDownload size={18} aria-hidden />}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.export')} className={styles.exports}>
        <Button variant="subtle" justify="start" onClick={() => void save('xlsx')}>
          {t('list.exportXlsx')}
        </Button>
        <Button variant="subtle" justify="start" onClick={() => void save('csv')}>
          {t('list.exportCsv')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The line under the title: filters as they stand on the screen, the period, how many rows, when. */
function useFacts(shown: number, total: number | null | undefined) {
  const { t } = useTranslation();
  const format = useFormat();
  const [{ from, to }] = useUrlParams();
  return (bar: HTMLElement | null): string => {
    const days = [
      from && `${t('days.from')}: ${format.day(from)}`,
      to && `${t('days.to')}: ${format.day(to)}`,
      ...filtersShown(bar).map(({ label, value }) => `${label}: ${value}`),
    ];
    const count =
      total == null || total === shown
        ? t('list.count', { count: format.number(shown) as never })
        : t('list.countOf', { shown: format.number(shown), count: format.number(total) as never });
    return [...days.filter(Boolean), count, t('list.exportedAt', { at: format.dateTime(new Date()) })].join(' · ');
  };
}

/** Hands a file to the reader. */
function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: name.replace(/[\\/:*?"<>|]/g, ' '),
  });
  link.click();
  URL.revokeObjectURL(address);
}
