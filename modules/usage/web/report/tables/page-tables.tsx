import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Column, List, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ContentRow, EdgeRow, ErrorRow, LoadRow, TimeRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import styles from '../report.module.css';
import { Share } from './share.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

interface PageLike {
  path: string;
  title: string;
}

function usePageColumn<Row extends PageLike>(): Column<Row> {
  const { t } = useTranslation('usage');
  return {
    key: 'path',
    title: t('column.page'),
    value: ({ path }) => path,
    cell: ({ title, path }) => (
      <>
        {title || path}
        {title && <span className={styles.sub}>{path}</span>}
      </>
    ),
    show: 'phone',
  };
}

function useNumberColumn() {
  const format = useFormat();
  return <Row,>(
    key: string,
    title: string,
    value: (row: Row) => number,
    show: 'phone' | 'wide' = 'wide',
  ): Column<Row> => ({
    key,
    title,
    value,
    cell: (row) => format.number(value(row)),
    align: 'right',
    width: '9rem',
    show,
  });
}

export function EntriesTable() {
  const { t } = useTranslation('usage');
  const state = rowsOf<EdgeRow>(useInfiniteQuery({ ...usage.listEntries.pages(useTableInput()), ...KEEP }));
  return <EdgesTable state={state} label={t('table.entries')} counted={t('column.entered')} />;
}

export function ExitsTable() {
  const { t } = useTranslation('usage');
  const state = rowsOf<EdgeRow>(useInfiniteQuery({ ...usage.listExits.pages(useTableInput()), ...KEEP }));
  return <EdgesTable state={state} label={t('table.exits')} counted={t('column.left')} />;
}

function EdgesTable({
  state,
  label,
  counted,
}: {
  state: ReturnType<typeof rowsOf<EdgeRow>>;
  label: string;
  counted: string;
}) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const most = Math.max(0, ...(state.rows?.map(({ visits }) => visits) ?? []));
  return (
    <List<EdgeRow>
      {...state}
      label={label}
      columns={[
        usePageColumn<EdgeRow>(),
        {
          key: 'visits',
          title: counted,
          value: ({ visits }) => visits,
          cell: ({ visits }) => <Share count={visits} most={most} />,
          align: 'right',
          width: '13rem',
          show: 'phone',
        },
        {
          key: 'bounces',
          title: t('figure.bounceRate'),
          value: ({ visits, bounces }) => (visits === 0 ? null : bounces / visits),
          as: 'percent',
          cell: ({ visits, bounces }) => (visits === 0 ? '–' : format.percent(bounces / visits)),
          align: 'right',
          width: '9rem',
          show: 'wide',
        },
      ]}
      rowKey={({ path }) => path}
      search={t('report.searchPages')}
      empty={{ title: t('report.nothing'), text: t('report.noVisitsText') }}
      onOpen={({ path }) => open({ path })}
    />
  );
}

export function TimesTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const number = useNumberColumn();
  const state = rowsOf<TimeRow>(useInfiniteQuery({ ...usage.listTimes.pages(useTableInput()), ...KEEP }));
  return (
    <>
      <List<TimeRow>
        {...state}
        label={t('table.times')}
        columns={[
          usePageColumn<TimeRow>(),
          {
            key: 'average',
            title: t('column.stayed'),
            value: ({ average }) => average,
            cell: ({ average }) => (average === null ? '–' : format.duration(Math.round(average))),
            align: 'right',
            width: '11rem',
            show: 'phone',
          },
          number<TimeRow>('timed', t('column.timed'), (row) => row.timed),
          number<TimeRow>('views', t('column.views'), (row) => row.views),
        ]}
        rowKey={({ path }) => path}
        search={t('report.searchPages')}
        empty={{ title: t('report.nothing'), text: t('report.noVisitsText') }}
        onOpen={({ path }) => open({ path })}
      />
      <p className={styles.note}>{t('report.timesNote')}</p>
    </>
  );
}

export function LoadsTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const number = useNumberColumn();
  const seconds = (key: 'median' | 'p90', show: 'phone' | 'wide'): Column<LoadRow> => ({
    key,
    title: t(`column.load_${key}`),
    value: (row) => row[key] / 1_000,
    cell: (row) => t('report.seconds', { value: format.number(row[key] / 1_000, 1) }),
    align: 'right',
    width: '10rem',
    show,
  });
  const state = rowsOf<LoadRow>(useInfiniteQuery({ ...usage.listLoads.pages(useTableInput()), ...KEEP }));
  return (
    <List<LoadRow>
      {...state}
      label={t('table.loads')}
      columns={[
        usePageColumn<LoadRow>(),
        seconds('median', 'phone'),
        seconds('p90', 'wide'),
        number<LoadRow>('measured', t('column.measured'), (row) => row.measured),
      ]}
      rowKey={({ path }) => path}
      search={t('report.searchPages')}
      empty={{ title: t('report.nothing'), text: t('report.noLoads') }}
      onOpen={({ path }) => open({ path })}
    />
  );
}

export function ContentsTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const number = useNumberColumn();
  const state = rowsOf<ContentRow>(useInfiniteQuery({ ...usage.listContents.pages(useTableInput()), ...KEEP }));
  return (
    <List<ContentRow>
      {...state}
      label={t('table.contents')}
      columns={[
        {
          key: 'name',
          title: t('column.block'),
          value: ({ name, piece }) => `${name} ${piece}`,
          cell: ({ name, piece }) => (
            <>
              {name}
              {piece && <span className={styles.sub}>{piece}</span>}
            </>
          ),
          show: 'phone',
        },
        number<ContentRow>('impressions', t('column.impressions'), (row) => row.impressions, 'phone'),
        number<ContentRow>('interactions', t('column.interactions'), (row) => row.interactions),
        {
          key: 'rate',
          title: t('column.interactionRate'),
          value: ({ impressions, interactions }) => (impressions === 0 ? null : interactions / impressions),
          as: 'percent',
          cell: ({ impressions, interactions }) =>
            impressions === 0 ? '–' : format.percent(interactions / impressions),
          align: 'right',
          width: '9rem',
          show: 'wide',
        },
        number<ContentRow>('visitors', t('column.visitors'), (row) => row.visitors),
      ]}
      rowKey={({ name, piece }) => `${name} ${piece}`}
      search={t('report.searchContents')}
      empty={{ title: t('report.nothing'), text: t('report.noContents') }}
      onOpen={({ name }) => open({ kind: 'content', subject: name })}
    />
  );
}

export function ErrorsTable() {
  const { t } = useTranslation('usage');
  const open = useOpenHits();
  const number = useNumberColumn();
  const state = rowsOf<ErrorRow>(useInfiniteQuery({ ...usage.listErrors.pages(useTableInput()), ...KEEP }));
  return (
    <List<ErrorRow>
      {...state}
      label={t('table.errors')}
      columns={[
        {
          key: 'path',
          title: t('column.missing'),
          value: ({ path }) => path,
          cell: ({ path, title }) => (
            <>
              {path}
              <span className={styles.sub}>{title}</span>
            </>
          ),
          show: 'phone',
        },
        number<ErrorRow>('views', t('column.times'), (row) => row.views, 'phone'),
        number<ErrorRow>('visitors', t('column.visitors'), (row) => row.visitors),
        { key: 'from', title: t('column.cameFrom'), value: ({ from }) => from || '–', width: '20rem', show: 'wide' },
      ]}
      rowKey={({ path }) => path}
      search={t('report.searchPages')}
      empty={{ title: t('report.noErrors'), text: t('report.noErrorsText') }}
      onOpen={({ path }) => open({ path })}
    />
  );
}
