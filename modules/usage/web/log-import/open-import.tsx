import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { ErrorState, Progress } from '#platform/web/kit/index.ts';
import type { LogImport } from '../../contract.ts';
import { usageContract } from '../../contract.ts';
import { Counts } from './counts.tsx';
import { ImportState, sumOf } from './import-state.tsx';
import styles from './log-import.module.css';
import { Preview } from './preview.tsx';
import { UndoImport } from './undo-import.tsx';
import { useImportActs } from './use-imports.ts';

const MB = 1_000_000;

/** One import from its first look to its result: what is next to do, how far it is, what came out. */
export function OpenImport({ code, one }: { code: number; one: LogImport }) {
  const { t } = useTranslation('usage');
  const { start, cancel, undo } = useImportActs(code, one.id);
  const error = start.error ?? cancel.error ?? undo.error;
  const counting = one.state === 'running' || one.state === 'waiting';
  return (
    <section className={styles.open} aria-labelledby={`import-${one.id}`}>
      <h3 id={`import-${one.id}`}>
        {one.name} <ImportState state={one.state} />
      </h3>
      {one.state === 'uploaded' && (
        <>
          <p className={styles.quiet}>{t('logs.understood', { format: t(`logs.format.${one.format}`) })}</p>
          <Preview code={code} importId={one.id} />
        </>
      )}
      {counting && (
        <Progress
          label={one.state === 'waiting' ? t('logs.waiting') : t('logs.counting')}
          done={Math.round(one.readBytes / MB)}
          total={Math.max(1, Math.round(one.fileBytes / MB))}
          unit="MB"
          {...(one.startedAt !== null && { startedAt: new Date(one.startedAt) })}
          onCancel={() => cancel.mutate()}
        />
      )}
      {one.cause !== null && <p role="alert">{t(`logs.cause.${one.cause}` as 'logs.cause.damaged')}</p>}
      {one.state === 'undoing' && <p role="status">{t('logs.undoing')}</p>}
      {one.state !== 'uploaded' && one.state !== 'waiting' && <Counts one={one} />}
      {error && <ErrorState error={error} compact />}
      <div className={styles.acts}>
        {one.can.start && (
          <>
            <Button onClick={() => start.mutate()} loading={start.isPending}>
              {t('logs.start')}
            </Button>
            <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
              {t('logs.discard')}
            </Button>
          </>
        )}
        {sumOf(one.broken) > 0 && (
          <Button
            variant="default"
            component="a"
            href={addressOf(usageContract.getLogProblems, { params: { code, importId: one.id } })}
            download
          >
            {t('logs.problems')}
          </Button>
        )}
        {one.can.undo && <UndoImport one={one} undo={() => undo.mutate()} busy={undo.isPending} />}
      </div>
    </section>
  );
}
