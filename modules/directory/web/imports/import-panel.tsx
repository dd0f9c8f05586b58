import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ImportLine, type ImportRun, importTopic, type LineProblem } from '#platform/contracts/imports.ts';
import { fieldText } from '#platform/web/i18n/error-text.ts';
import {
  ImportPreview,
  ImportReport,
  ImportSteps,
  Progress,
  Record,
  rowsOf,
  StateBadge,
} from '#platform/web/kit/index.ts';
import { useLive } from '#platform/web/live/use-live.ts';
import { directory } from '../api.ts';
import { ImportActs } from './import-acts.tsx';
import { Columns } from './import-columns.tsx';
import { TONES } from './kinds.ts';

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

const STEPS = {
  checking: 'mapping',
  checked: 'preview',
  running: 'report',
  done: 'report',
  failed: 'report',
  undone: 'report',
} as const;

function Body({ run }: { run: ImportRun }) {
  const { t } = useTranslation('directory');
  const { counts, state } = run;
  if (state === 'checking') {
    return (
      <>
        <ImportSteps step={STEPS[state]} />
        <Progress
          label={t('importState.checking')}
          done={counts.checked}
          total={counts.lines}
          unit={t('imports.unit')}
        />
      </>
    );
  }
  return (
    <>
      <ImportSteps step={STEPS[state]} />
      {state === 'checked' ? (
        <>
          <ImportActs run={run} />
          {run.can.map && <Columns key={JSON.stringify(run.mapping)} run={run} />}
          <Lines run={run} />
        </>
      ) : (
        <>
          <ImportReport
            state={state}
            counts={counts}
            startedAt={run.startedAt}
            failure={run.failure}
            actions={<ImportActs run={run} />}
          />
          {state !== 'running' && counts.bad > 0 && <Lines run={run} />}
        </>
      )}
    </>
  );
}

/** How many lines can be taken, and those that cannot, each with its reasons. */
function Lines({ run }: { run: ImportRun }) {
  const { counts, columns, mapping } = run;
  const query = useInfiniteQuery({
    ...directory.listImportLines.pages({ params: { id: run.id }, query: { state: 'bad', limit: 50 } }),
    enabled: counts.bad > 0,
  });
  const problemText = ({ field, code, message, values }: LineProblem) => {
    const title = field === null ? undefined : columns[mapping[field] ?? -1]?.title;
    return `${title ? `${title}: ` : ''}${fieldText({ path: field ?? '', code, message, ...(values && { values }) })}`;
  };
  const lines = counts.bad > 0 ? rowsOf<ImportLine>(query) : { rows: [] };
  return <ImportPreview counts={counts} columns={columns} lines={lines} problemText={problemText} />;
}
