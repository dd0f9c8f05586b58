import { Select } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { IMPORT_MAX_BYTES, type ImportRun, type ImportState } from '#platform/contracts/imports.ts';
import {
  base64Of,
  type Column,
  Empty,
  ImportSteps,
  List,
  Page,
  rowsOf,
  StateBadge,
  Upload,
  useUrlParam,
} from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { IMPORT_KINDS, type ImportKindName } from '../../contract.ts';
import { usage } from '../api.ts';
import report from '../report/report.module.css';
import { ImportRunPanel } from './import-run.tsx';
import { shortOf } from './kinds.ts';

const TONES = {
  checking: 'active',
  checked: 'soon',
  running: 'active',
  done: 'done',
  failed: 'late',
  undone: 'quiet',
} as const satisfies Record<ImportState, string>;

/** Files of sites and of published procedures: send one, look at what was found, take it in, take it back. */
export function ImportsScreen() {
  const { t } = useTranslation('usage');
  const may = useMay('usage.site.write');
  const [open, setOpen] = useUrlParam('open');
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')} crumbs={[{ label: t('nav.sites'), to: '/sites' }]}>
      {may ? (
        <>
          {open === '' ? (
            <SendFile onSent={setOpen} />
          ) : (
            <ImportRunPanel key={open} id={open} onClose={() => setOpen('')} />
          )}
          <Runs open={open} onOpen={setOpen} />
        </>
      ) : (
        <Empty title={t('register.refused')} text={t('register.refusedText')} />
      )}
    </Page>
  );
}

function SendFile({ onSent }: { onSent(id: string): void }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [kind, setKind] = useState<ImportKindName>('usage.sites');
  const [agencyId, setAgencyId] = useState('');
  const send = async (file: File) => {
    const content = await base64Of(file);
    const options: Record<string, string> = agencyId === '' ? {} : { agencyId };
    const run = await usage.uploadImport({ body: { kind, fileName: file.name.slice(0, 200), content, options } });
    void queries.invalidateQueries({ queryKey: usage.listImports.key() });
    onSent(run.id);
    return run;
  };
  return (
    <section className={report.card} aria-labelledby="send-file">
      <h2 id="send-file" className={report.title}>
        {t('imports.send')}
      </h2>
      <ImportSteps step="file" />
      <div className={report.bar}>
        <Select
          label={t('imports.kind')}
          data={IMPORT_KINDS.map((value) => ({ value, label: t(`imports.kinds.${shortOf(value)}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(IMPORT_KINDS.find((one) => one === value) ?? kind)}
        />
        <AgencyPicker
          label={t('imports.usualAgency')}
          description={t('imports.usualAgencyHelp')}
          value={agencyId}
          onChange={setAgencyId}
        />
      </div>
      <Upload
        label={t('imports.drop')}
        accept={['.csv', '.xlsx', '.json']}
        maxBytes={IMPORT_MAX_BYTES}
        send={async (file) => await send(file)}
      />
      <p className={report.note}>{t(`imports.columns.${shortOf(kind)}`)}</p>
    </section>
  );
}

function Runs({ open, onOpen }: { open: string; onOpen(id: string): void }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const query = useInfiniteQuery(usage.listImports.pages({ query: { limit: 20 } }));
  const columns: Column<ImportRun>[] = [
    { key: 'file', title: t('imports.file'), value: ({ fileName }) => fileName, show: 'phone' },
    {
      key: 'state',
      title: t('imports.state'),
      value: ({ state }) => t(`imports.states.${state}`),
      cell: ({ state }) => <StateBadge tone={TONES[state]}>{t(`imports.states.${state}`)}</StateBadge>,
      width: '12rem',
      show: 'phone',
    },
    {
      key: 'kind',
      title: t('imports.kind'),
      value: ({ kind }) => t(`imports.kinds.${shortOf(kind)}`),
      width: '13rem',
      show: 'wide',
    },
    {
      key: 'done',
      title: t('imports.done'),
      value: ({ counts }) => counts.done,
      align: 'right',
      width: '7rem',
      show: 'wide',
    },
    {
      key: 'lines',
      title: t('imports.lines'),
      value: ({ counts }) => counts.lines,
      align: 'right',
      width: '7rem',
      show: 'wide',
    },
    { key: 'by', title: t('imports.by'), value: ({ createdBy }) => createdBy, width: '12rem', show: 'wide' },
    {
      key: 'at',
      title: t('column.at'),
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => format.dateTime(createdAt),
      width: '10.75rem',
      show: 'wide',
    },
  ];
  return (
    <List<ImportRun>
      {...rowsOf<ImportRun>(query)}
      label={t('imports.list')}
      columns={columns}
      rowKey={({ id }) => id}
      openKey={open || undefined}
      onOpen={({ id }) => onOpen(id)}
      empty={{ title: t('imports.none'), text: t('imports.noneText') }}
      sortable={false}
    />
  );
}
