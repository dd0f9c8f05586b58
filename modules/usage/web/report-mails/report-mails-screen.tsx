import { Button, Group } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, ErrorState, List, Page, Record, rowsOf, Timeline, useUrlParam } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ReportMail, SentReport } from '../../contract.ts';
import { usage } from '../api.ts';
import { ReportMailForm } from './report-mail-form.tsx';

/** Reports that go out by mail by themselves: which, to whom, when next, what went out. */
export function ReportMailsScreen() {
  const { t } = useTranslation('usage');
  const [open, setOpen] = useUrlParam('open');
  const [adding, setAdding] = useState(false);
  const state = rowsOf<ReportMail>(useInfiniteQuery(usage.listReportMails.pages({ query: {} })));
  const opened = state.rows?.find(({ id }) => id === open);
  const add = <Button onClick={() => setAdding(true)}>{t('reportMail.add')}</Button>;
  return (
    <Page title={t('reportMail.title')} lead={t('reportMail.lead')} actions={add}>
      <List<ReportMail>
        {...state}
        label={t('reportMail.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={{ title: t('reportMail.none'), text: t('reportMail.noneText'), action: add }}
        onOpen={({ id }) => setOpen(id)}
        openKey={open || undefined}
        onClose={() => setOpen('')}
        beside={opened && <Opened report={opened} onClose={() => setOpen('')} />}
      />
      {adding && <ReportMailForm onClose={() => setAdding(false)} />}
    </Page>
  );
}

function useColumns(): Column<ReportMail>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  return [
    {
      key: 'what',
      title: t('reportMail.what'),
      value: ({ site, agency }) => site?.name ?? agency.name,
      show: 'phone',
    },
    {
      key: 'every',
      title: t('reportMail.every'),
      value: ({ every }) => t(`reportMail.everyWord.${every}`),
      width: '9rem',
      show: 'phone',
    },
    {
      key: 'recipients',
      title: t('reportMail.recipients'),
      value: ({ recipients }) => recipients.join(', '),
      show: 'wide',
    },
    {
      key: 'next',
      title: t('reportMail.next'),
      value: ({ nextOn }) => nextOn,
      cell: ({ nextOn, recipients }) => (recipients.length === 0 ? t('reportMail.nobody') : format.day(nextOn)),
      width: '9rem',
      show: 'wide',
    },
    {
      key: 'last',
      title: t('reportMail.last'),
      value: ({ last }) => last?.at ?? null,
      cell: ({ last }) => (last ? format.dateTime(last.at) : '–'),
      width: '11rem',
      show: 'wide',
    },
  ];
}

function Opened({ report, onClose }: { report: ReportMail; onClose(): void }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const queries = useQueryClient();
  const params = { id: report.id };
  const { rows, error } = rowsOf<SentReport>(useInfiniteQuery(usage.listSentReports.pages({ params, query: {} })));
  const refresh = () => queries.invalidateQueries({ queryKey: usage.listReportMails.key() });
  const send = useMutation({ mutationFn: () => usage.sendReportMail({ params }) });
  const stop = useMutation({
    mutationFn: () => usage.stopReportMail({ params }),
    onSuccess: async () => {
      onClose();
      await refresh();
    },
  });
  const problem = error ?? send.error ?? stop.error;
  return (
    <Record
      title={report.site?.name ?? report.agency.name}
      onClose={onClose}
      facts={[
        { label: t('reportMail.every'), value: t(`reportMail.everyWord.${report.every}`) },
        { label: t('reportMail.recipients'), value: report.recipients.join(', ') || t('reportMail.nobody') },
        { label: t('reportMail.next'), value: format.day(report.nextOn) },
      ]}
    >
      {problem && <ErrorState error={problem} compact />}
      <Group mb="md">
        <Button
          variant="default"
          loading={send.isPending}
          disabled={report.recipients.length === 0}
          onClick={() => send.mutate()}
        >
          {t('reportMail.send')}
        </Button>
        <Button variant="outline" color="var(--nc-late)" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('reportMail.stop')}
        </Button>
      </Group>
      <p role="status">{send.isSuccess && t('reportMail.queued')}</p>
      <h3>{t('reportMail.sent')}</h3>
      {rows?.length === 0 && <p>{t('reportMail.nothingSent')}</p>}
      {rows && rows.length > 0 && (
        <Timeline
          items={rows.map(({ id, at, period, recipients }) => ({
            key: id,
            at,
            title: `${format.day(period.from)} – ${format.day(period.to)}`,
            text: recipients.join(', '),
          }))}
        />
      )}
    </Record>
  );
}
