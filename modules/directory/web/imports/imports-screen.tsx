import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#platform/contracts/imports.ts';
import { today } from '#platform/web/format.ts';
import {
  base64Of,
  type Column,
  ErrorState,
  List,
  Page,
  rowsOf,
  StateBadge,
  useUrlParam,
} from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ImportKindName } from '../../contract.ts';
import { directory } from '../api.ts';
import { ImportPanel } from './import-panel.tsx';
import styles from './imports.module.css';
import { shortOf, TONES } from './kinds.ts';

const KINDS: readonly ImportKindName[] = ['directory.people', 'directory.agencies'];
const MAX_BYTES = 20 * 1024 * 1024;

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
  const id = useId();
  const [kind, setKind] = useState<ImportKindName>('directory.people');
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const send = useMutation({
    async mutationFn(chosen: File) {
      const content = await base64Of(chosen);
      const options: Record<string, string> = kind === 'directory.people' ? { from: today() } : {};
      return await directory.uploadImport({ body: { kind, fileName: chosen.name.slice(0, 200), content, options } });
    },
    onSuccess(run) {
      void queries.invalidateQueries({ queryKey: directory.listImports.key() });
      onSent(run.id);
    },
  });
  const tooLarge = file !== null && file.size > MAX_BYTES;
  const submit = () => {
    setTried(true);
    if (file && !tooLarge) send.mutate(file);
  };
  return (
    <form
      className={styles.send}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      noValidate
      aria-label={t('imports.send')}
    >
      <Select
        label={t('imports.kind')}
        data={KINDS.map((value) => ({ value, label: t(`importKind.${shortOf(value)}`) }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? kind)}
      />
      <div className={styles.file}>
        <label htmlFor={id}>{t('imports.choose')}</label>
        <input
          id={id}
          type="file"
          accept=".csv,.xlsx,.json,text/csv,application/json"
          aria-describedby={`${id}-help`}
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
        <span id={`${id}-help`} className={styles.quiet}>
          {t('imports.shapes')}
        </span>
        {tried && !file && <p role="alert">{t('imports.noFile')}</p>}
        {tooLarge && <p role="alert">{t('imports.tooLarge')}</p>}
      </div>
      <Button type="submit" loading={send.isPending}>
        {t('imports.send')}
      </Button>
      {send.error && <ErrorState error={send.error} />}
    </form>
  );
}
