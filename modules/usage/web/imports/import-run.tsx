import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportLine, type ImportRun, importTopic } from '#platform/contracts/imports.ts';
import { fieldText } from '#platform/web/i18n/error-text.ts';
import {
  ErrorState,
  ImportMapping,
  ImportPreview,
  ImportReport,
  ImportSteps,
  Progress,
  rowsOf,
} from '#platform/web/kit/index.ts';
import type { ImportProblem } from '#platform/web/kit/props.ts';
import { useLive } from '#platform/web/live/use-live.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { usage } from '../api.ts';
import form from '../form/form.module.css';
import report from '../report/report.module.css';

/** One file on its way: columns, what was found, what was taken, and the way back. */
export function ImportRunPanel({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const query = useQuery(usage.getImport.query({ params: { id } }));
  useLive([importTopic('usage', id)], () => {
    for (const call of [usage.getImport, usage.listImportLines, usage.listImports]) {
      void queries.invalidateQueries({ queryKey: call.key() });
    }
  });
  const run = query.data;
  return (
    <section className={report.card} aria-labelledby="import-run">
      <h2 id="import-run" className={report.title}>
        {run?.fileName ?? t('imports.title')}
      </h2>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {run && <Body run={run} />}
      <Button variant="default" onClick={onClose} mt="sm">
        {t('imports.another')}
      </Button>
    </section>
  );
}

function Body({ run }: { run: ImportRun }) {
  const { t } = useTranslation('usage');
  const { counts, state } = run;
  const ended = state === 'done' || state === 'failed' || state === 'undone';
  return (
    <>
      <ImportSteps step={state === 'checking' ? 'mapping' : state === 'checked' ? 'preview' : 'report'} />
      {state === 'checking' && (
        <Progress
          label={t('imports.states.checking')}
          done={counts.checked}
          total={counts.lines}
          unit={t('imports.unit')}
        />
      )}
      {state === 'checked' && (
        <>
          <Mapping key={JSON.stringify(run.mapping)} run={run} />
          <Found run={run} />
        </>
      )}
      {state === 'running' && <ImportReport state="running" counts={counts} startedAt={run.startedAt} />}
      {ended && <ImportReport state={state} counts={counts} failure={run.failure} />}
      <Acts run={run} />
    </>
  );
}

function Mapping({ run }: { run: ImportRun }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [mapping, setMapping] = useState(run.mapping);
  const save = useMutation({
    mutationFn: () => usage.mapImport({ params: { id: run.id }, body: { mapping, options: run.options } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['usage'] }),
  });
  const changed = JSON.stringify(mapping) !== JSON.stringify(run.mapping);
  return (
    <>
      <ImportMapping
        columns={run.columns}
        fields={run.fields}
        mapping={mapping}
        onChange={setMapping}
        nameOf={(field) => t(`imports.field.${field}` as 'imports.field.name')}
      />
      {save.error && <ErrorState error={save.error} compact />}
      {changed && (
        <Button variant="default" my="sm" loading={save.isPending} onClick={() => save.mutate()}>
          {t('imports.check')}
        </Button>
      )}
    </>
  );
}

function Found({ run }: { run: ImportRun }) {
  const { t } = useTranslation('usage');
  const query = useInfiniteQuery(
    usage.listImportLines.pages({ params: { id: run.id }, query: { state: 'bad', limit: 50 } }),
  );
  const problemText = ({ field, code, message, values }: ImportProblem) => {
    const title = field === null ? undefined : run.columns[run.mapping[field] ?? -1]?.title;
    const said = fieldText({ path: field ?? '', code, message, ...(values && { values }) });
    return title ? t('imports.problem', { column: title, problem: said }) : said;
  };
  return (
    <ImportPreview
      counts={run.counts}
      columns={run.columns}
      lines={rowsOf<ImportLine>(query)}
      problemText={problemText}
    />
  );
}

function Acts({ run }: { run: ImportRun }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['usage'] });
  const params = { id: run.id };
  const start = useMutation({ mutationFn: () => usage.startImport({ params }), onSuccess });
  const undo = useMutation({ mutationFn: () => usage.undoImport({ params }), onSuccess });
  const failed = start.error ?? undo.error;
  return (
    <>
      <div className={`${form.acts} ${report.above}`}>
        {run.can.run && run.counts.valid > 0 && (
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
        {run.counts.bad > 0 && run.state !== 'checking' && (
          <a href={`/api/usage/imports/${run.id}/report?format=xlsx`}>{t('imports.report')}</a>
        )}
      </div>
      {failed && <ErrorState error={failed} compact />}
    </>
  );
}
