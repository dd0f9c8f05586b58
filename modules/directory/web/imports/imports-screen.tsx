import { Select } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_MAX_BYTES, type ImportRun } from '#platform/contracts/imports.ts';
import { addressOf } from '#platform/web/api/client.ts';
import { today } from '#platform/web/format.ts';
import {
  base64Of,
  type Column,
  List,
  Page,
  rowsOf,
  StateBadge,
  sendWithProgress,
  Upload,
  useUrlParam,
} from '#platform/web/kit/index.ts';
import type { UploadWay } from '#platform/web/kit/props.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { directoryContract, IMPORT_KINDS, type ImportKindName } from '../../contract.ts';
import { directory } from '../api.ts';
import { ImportPanel } from './import-panel.tsx';
import styles from './imports.module.css';
import { shortOf, TONES } from './kinds.ts';

const ENDINGS = ['.csv', '.xlsx', '.json'];

/** Files of people and agencies: send one, look at what was found, take it in, take it back. */
export function ImportsScreen() {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const [open, setOpen] = useUrlParam('open');
  const query = useInfiniteQuery(directory.listImports.pages());
  const columns: Column<ImportRun>[] = [
    { key: 'file', title: t('imports.file'), value: ({ fileName }) => fileName },
    {
      key: 'state',
      title: t('imports.state'),
      value: ({ state }) => t(`importState.${state}`),
      cell: ({ state }) => <StateBadge tone={TONES[state]}>{t(`importState.${state}`)}</StateBadge>,
    },
    { key: 'kind', title: t('imports.kind'), value: ({ kind }) => t(`importKind.${shortOf(kind)}`), show: 'wide' },
    { key: 'done', title: t('imports.done'), value: ({ counts }) => counts.done, align: 'right', show: 'wide' },
    { key: 'lines', title: t('imports.lines'), value: ({ counts }) => counts.lines, align: 'right', show: 'wide' },
    { key: 'by', title: t('imports.by'), value: ({ createdBy }) => createdBy, show: 'wide' },
    { key: 'at', title: t('imports.at'), value: ({ createdAt }) => format.dateTime(createdAt), show: 'wide' },
  ];
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')} crumbs={[{ label: t('people.title'), to: '/people' }]}>
      {open === '' && <SendFile onSent={setOpen} />}
      <List<ImportRun>
        {...rowsOf<ImportRun>(query)}
        label={t('imports.title')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('imports.none'), text: t('imports.noneText') }}
        onOpen={({ id }) => setOpen(id)}
        openKey={open || undefined}
        beside={open && <ImportPanel key={open} id={open} onClose={() => setOpen('')} />}
        onClose={() => setOpen('')}
        sortable={false}
      />
    </Page>
  );
}

function SendFile({ onSent }: { onSent(id: string): void }) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const [kind, setKind] = useState<ImportKindName>('directory.people');
  const send = async (file: File, way: UploadWay) => {
    const options: Record<string, string> = kind === 'directory.people' ? { from: today() } : {};
    const body = { kind, fileName: file.name.slice(0, 200), content: await base64Of(file), options };
    const run = (await sendWithProgress(addressOf(directoryContract.uploadImport, {}), body, way)) as ImportRun;
    void queries.invalidateQueries({ queryKey: directory.listImports.key() });
    onSent(run.id);
  };
  return (
    <section className={styles.send} aria-label={t('imports.send')}>
      <Select
        label={t('imports.kind')}
        description={t(`importShape.${shortOf(kind)}`)}
        data={IMPORT_KINDS.map((value) => ({ value, label: t(`importKind.${shortOf(value)}`) }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind(IMPORT_KINDS.find((one) => one === value) ?? kind)}
      />
      <Upload label={t('imports.choose')} accept={ENDINGS} maxBytes={IMPORT_MAX_BYTES} send={send} />
    </section>
  );
}
