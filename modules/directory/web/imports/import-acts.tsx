import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#platform/contracts/imports.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { directory } from '../api.ts';
import styles from './imports.module.css';

/** What may be done with an import now: take it in, go on, take it back, fetch what must be mended. */
export function ImportActs({ run }: { run: ImportRun }) {
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
