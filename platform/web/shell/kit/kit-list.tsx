import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, List, Record, StateBadge, useUrlParam } from '../../kit/index.ts';
import { useFormat } from '../../use-format.ts';
import { type SampleRow, sampleRows } from './sample.ts';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

export function KitList() {
  const { t } = useTranslation();
  const format = useFormat();
  const [q] = useUrlParam('q');
  const [open, setOpen] = useUrlParam('open');
  const long = t('kit.long');
  const all = useMemo(() => sampleRows(40, long), [long]);
  const rows = all.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(q.toLowerCase()));
  const opened = rows.find(({ id }) => id === open);
  const columns: Column<SampleRow>[] = [
    { key: 'name', title: t('kit.name'), value: (row) => row.name },
    { key: 'code', title: t('kit.code'), value: (row) => row.code, width: '7rem' },
    {
      key: 'visits',
      title: t('kit.visits'),
      value: (row) => row.visits,
      cell: (row) => (row.visits === null ? '–' : format.number(row.visits)),
      align: 'right',
      width: '9rem',
      show: 'phone',
    },
    {
      key: 'state',
      title: t('kit.state'),
      value: (row) => t(`kit.${row.state}`),
      cell: (row) => <StateBadge tone={row.state}>{t(`kit.${row.state}`)}</StateBadge>,
      width: '10rem',
    },
    {
      key: 'created',
      title: t('kit.created'),
      value: (row) => row.created,
      cell: (row) => format.day(row.created),
      show: 'choice',
    },
  ];
  const shared = {
    columns,
    rowKey: (row: SampleRow) => row.id,
    empty: { title: t('kit.empty'), text: t('kit.emptyText'), action: <Button>{t('kit.first')}</Button> },
  };
  return (
    <>
      <List
        {...shared}
        label={t('kit.ready')}
        rows={rows}
        total={140}
        search={t('kit.search')}
        actions={<Button>{t('kit.first')}</Button>}
        onOpen={(row) => setOpen(row.id)}
        onClose={() => setOpen('')}
        openKey={open}
        beside={opened && <Record number={opened.code} title={opened.name} onClose={() => setOpen('')} />}
        loadMore={() => {}}
        onSelected={(chosen, clear) => (
          <Button size="compact-sm" onClick={clear}>
            {`${t('kit.more')} (${format.number(chosen.length)})`}
          </Button>
        )}
        sortable
      />
      <List {...shared} label={t('kit.loading')} rows={undefined} />
      <List {...shared} label={t('kit.empty')} rows={[]} />
      <List {...shared} label={t('kit.failed')} rows={undefined} error={SAMPLE_PROBLEM} retry={() => {}} />
    </>
  );
}
