import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useUrlParams } from '#platform/web/kit/index.ts';
import styles from './report.module.css';
import { DownloadsTable, OutlinksTable } from './tables/count-tables.tsx';
import { DevicesTable } from './tables/devices-table.tsx';
import { EventsTable } from './tables/events-table.tsx';
import { ContentsTable, EntriesTable, ErrorsTable, ExitsTable, LoadsTable, TimesTable } from './tables/page-tables.tsx';
import { PagesTable } from './tables/pages-table.tsx';
import { SearchesTable } from './tables/searches-table.tsx';
import { ServicesTable } from './tables/services-table.tsx';
import { SourcesTable } from './tables/sources-table.tsx';

const TABLES = {
  pages: PagesTable,
  sources: SourcesTable,
  services: ServicesTable,
  searches: SearchesTable,
  downloads: DownloadsTable,
  outlinks: OutlinksTable,
  events: EventsTable,
  devices: DevicesTable,
  entries: EntriesTable,
  exits: ExitsTable,
  times: TimesTable,
  loads: LoadsTable,
  contents: ContentsTable,
  errors: ErrorsTable,
} satisfies Record<string, ComponentType>;

type TableName = keyof typeof TABLES;
const NAMES = Object.keys(TABLES) as TableName[];

/** The tables of the report, one at a time; which one stands in the address. */
export function ReportTables() {
  const { t } = useTranslation('usage');
  const [params, change] = useUrlParams();
  const chosen = NAMES.find((name) => name === params.table) ?? 'pages';
  return (
    <Tabs
      className={styles.tables}
      value={chosen}
      keepMounted={false}
      // Words, order and filters belong to one table only.
      onChange={(name) =>
        change({ table: name ?? undefined, q: undefined, sort: undefined, dimension: undefined, kind: undefined })
      }
    >
      <Tabs.List mb="sm" aria-label={t('report.tables')}>
        {NAMES.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`table.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {NAMES.map((name) => {
        const Table = TABLES[name];
        return (
          <Tabs.Panel key={name} value={name}>
            <Table />
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
