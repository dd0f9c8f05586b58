import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportLine, type ImportRun, importTopic } from '#platform/contracts/imports.ts';
import { fieldText } from '#platform/web/i18n/error-text.ts';
import { DayField, ErrorState, Progress, Record, StateBadge } from '#platform/web/kit/index.ts';
import { useLive } from '#platform/web/live/use-live.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import styles from './imports.module.css';
import { shortOf, TONES } from './kinds.ts';

/** One file from its columns to its records: mapping, lines with what is wrong, progress, the way back. */
export function ImportPanel({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const query = useQuery(directory.getImport.query({ params: { id } }));
  useLive([importTopic('directory', id)], () => {
    void queries.invalidateQueries({ queryKey: directory.getImport.key({ params: { id } }) });
    void queries.invalidateQueries({ queryKey: directory.listImportLines.key() });
    void queries.invalidateQueries({ queryKey: directory.listImports.key() });
  });
  const run = query.data;
  return (
    <Record
      title={run?.fileName ?? ''}
      state={run && <StateBadge tone={TONES[run.state]}>{t(`importState.${run.state}`)}</StateBadge>}
      loading={query.isPending}
      error={query.error ?? undefined}
      retry={() => void query.refetch()}
      onClose={onClose}
    >
      {run && <Body run={run} />}
    </Record>
  );
}

function Body({ run }: { run: ImportRun }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const { counts, state } = run;
  const working = state === 'checking' || state === 'running';
  return (
    <>
      {working ? (
        <Progress
          label={t(`importState.${state}`)}
          done={state === 'checking' ? counts.checked : counts.done}
          total={state === 'checking' ? counts.lines : counts.valid}
          unit={t('imports.unit')}
          {...(run.startedAt && { startedAt: new Date(run.startedAt) })}
        />
      ) : (
        <p role="status">
          {t('imports.found', {
            lines: format.number(counts.lines),
            valid: format.number(counts.valid),
            bad: format.number(counts.bad),
            done: format.number(counts.done),
          })}
        </p>
      )}
      <Acts run={run} />
      {run.can.map && !working && <Mapping key={JSON.stringify(run.mapping)} run={run} />}
      {counts.bad > 0 && !working && <BadLines run={run} />}
    </>
  );
}

function Acts({ run }: { run: ImportRun }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['directory'] });
  const params = { id: run.id };
  const start = useMutation({ mutationFn: () => directory.startImport({ params }), onSuccess });
  const undo = useMutation({ mutationFn: () => directory.undoImport({ params }), onSuccess });
  const failed = start.error ?? undo.error;
  return (
    <>
      <div className={styles.acts}>
        {run.can.run && (
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {run.state === 'failed'
              ? t('imports.goOn')
              : t('imports.start', { count: run.counts.valid, shown: format.number(run.counts.valid) })}
          </Button>
        )}
        {run.can.undo && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('imports.undo')}
          </Button>
        )}
        {run.counts.bad > 0 && (
          <>
            <Button component="a" variant="default" href={`/api/directory/imports/${run.id}/report?format=xlsx`}>
              {t('imports.report')}
            </Button>
            <a href={`/api/directory/imports/${run.id}/report?format=csv`}>{t('imports.reportCsv')}</a>
          </>
        )}
      </div>
      {failed && <ErrorState error={failed} />}
    </>
  );
}

function Mapping({ run }: { run: ImportRun }) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const kind = shortOf(run.kind);
  const [mapping, setMapping] = useState(run.mapping);
  const [options, setOptions] = useState(run.options);
  const save = useMutation({
    mutationFn: () => directory.mapImport({ params: { id: run.id }, body: { mapping, options } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['directory'] }),
  });
  const columns = run.columns.map(({ title, examples }, index) => ({
    value: String(index),
    label: examples[0] ? `${title} (${examples[0]})` : title,
  }));
  const choose = (key: string, column: string | null) => {
    const { [key]: _old, ...others } = mapping;
    setMapping(column === null ? others : { ...others, [key]: Number(column) });
  };
  const place = kind === 'people' ? 'agencyId' : 'parentId';
  return (
    <details className={styles.mapping}>
      <summary>{t('imports.mapping')}</summary>
      <div className={styles.fields}>
        {run.fields.map(({ key, required }) => (
          <Select
            key={key}
            label={t(`importField.${kind}_${key}` as never)}
            required={required}
            clearable
            clearButtonProps={{ 'aria-label': t('imports.noColumn') }}
            placeholder={t('imports.noColumn')}
            data={columns}
            value={key in mapping ? String(mapping[key]) : null}
            onChange={(column) => choose(key, column)}
          />
        ))}
        <AgencyPicker
          label={kind === 'people' ? t('imports.usualAgency') : t('imports.usualParent')}
          value={options[place] ?? ''}
          onChange={(id) => setOptions({ ...options, [place]: id })}
        />
        <DayField
          label={t('imports.usualFrom')}
          value={options['from'] ?? ''}
          onChange={(from) => setOptions({ ...options, from })}
        />
        {kind === 'agencies' && (
          <DayField
            label={t('imports.usualTo')}
            value={options['to'] ?? ''}
            onChange={(to) => setOptions({ ...options, to })}
          />
        )}
      </div>
      {save.error && <ErrorState error={save.error} />}
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        {t('imports.check')}
      </Button>
    </details>
  );
}

function BadLines({ run }: { run: ImportRun }) {
  const { t } = useTranslation('directory');
  const query = useInfiniteQuery(
    directory.listImportLines.pages({ params: { id: run.id }, query: { state: 'bad', limit: 50 } }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <h3 className={styles.heading}>{t('imports.badLines')}</h3>
      <ul className={styles.lines}>
        {rows.map((line) => (
          <BadLine key={line.line} run={run} line={line} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('agencies.more')}
        </Button>
      )}
    </section>
  );
}

function BadLine({ run, line }: { run: ImportRun; line: ImportLine }) {
  const { t } = useTranslation('directory');
  const titleOf = (field: string | null) => (field === null ? null : run.columns[run.mapping[field] ?? -1]?.title);
  return (
    <li>
      <strong>{t('imports.line', { line: line.line })}</strong>{' '}
      <span className={styles.quiet}>{line.cells.filter(Boolean).join(' · ')}</span>
      <ul>
        {line.problems.map((problem) => {
          const { field, code, message, values } = problem;
          const title = titleOf(field);
          return (
            <li key={`${field} ${code}`}>
              {title ? `${title}: ` : ''}
              {fieldText({ path: field ?? '', code, message, ...(values && { values }) })}
            </li>
          );
        })}
      </ul>
    </li>
  );
}
