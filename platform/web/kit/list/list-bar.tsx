import { ActionIcon, Checkbox, Popover } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListProps } from '../props.ts';
import { SearchField } from '../search-field.tsx';
import { ExportMenu } from './export/export-menu.tsx';
import styles from './list.module.css';
import type { useColumns } from './use-columns.ts';
import { ViewsMenu } from './views/views-menu.tsx';

interface ListBarProps<Row> extends ListProps<Row> {
  choice: ReturnType<typeof useColumns<Row>>;
}

/** Above the list: search, filters, saved views, choice of columns, export of what is shown, acts. */
export function ListBar<Row>({ label, search, filters, actions, columns, rows, total, choice }: ListBarProps<Row>) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.bar} ref={bar}>
      {search && <SearchField placeholder={search} />}
      {filters}
      <span className={styles.gap} />
      <div className={styles.tools}>
        {(search || filters) && <ViewsMenu />}
        {columns.length > 2 && (
          <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
            <Popover.Target>
              <ActionIcon variant="default" size={36} aria-label={t('list.columns')} title={t('list.columns')}>
                <IconColumns size={18} aria-hidden />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('list.columns')}>
              {columns.map((column, i) => (
                <Checkbox
                  key={column.key}
                  my={6}
                  label={column.title}
                  checked={choice.isShown(column)}
                  disabled={i === 0}
                  onChange={() => choice.toggle(column)}
                />
              ))}
            </Popover.Dropdown>
          </Popover>
        )}
        {columns.some(({ value }) => value) && (
          <ExportMenu label={label} columns={choice.shown} rows={rows ?? []} total={total} bar={bar} />
        )}
        {actions}
      </div>
    </div>
  );
}
