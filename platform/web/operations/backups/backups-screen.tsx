import { Alert, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BackupRow, Backups } from '../../../contracts/operations.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ErrorState } from '../../kit/error-state.tsx';
import { List } from '../../kit/list/list.tsx';
import { Page } from '../../kit/page.tsx';
import { Progress } from '../../kit/progress.tsx';
import type { Column } from '../../kit/props.ts';
import { StateBadge } from '../../kit/state-badge.tsx';
import { useFormat } from '../../use-format.ts';
import { operations } from '../api.ts';
import styles from '../operations.module.css';
import { useBytes } from '../use-bytes.ts';
import { LastBackup } from './last-backup.tsx';
import { useBackups } from './use-backups.ts';

const TONES = { running: 'active', done: 'done', failed: 'late' } as const;

/** The last backup, the one in hand, those before; and the way to make one now. */
export function BackupsScreen() {
  const { t } = useTranslation('operations');
  const queries = useQueryClient();
  const query = useBackups();
  const backUp = useMutation({
    mutationFn: () => operations.backUpNow(),
    onSettled: () => queries.invalidateQueries({ queryKey: operations.listBackups.key() }),
  });
  const backups = query.data;
  const busy = backups !== undefined && (backups.running !== null || backups.asked);
  return (
    <Page
      title={t('backup.title')}
      lead={t('backup.lead')}
      actions={
        backups?.can.backUp && (
          <Button loading={backUp.isPending} disabled={busy} onClick={() => backUp.mutate()}>
            {t('backup.now')}
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        {backUp.error && <Alert color="red">{errorText(backUp.error)}</Alert>}
        {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
        {backups?.failed && (
          <Alert color="red" title={t('backup.failed')}>
            {backups.failed.cause}
          </Alert>
        )}
        {backups && (
          <section className={styles.card} aria-labelledby="last-backup">
            <h2 id="last-backup">{t('backup.last')}</h2>
            <LastBackup backups={backups} />
            <p className={styles.note}>{backups.nightly && t('backup.plan', { count: backups.keep })}</p>
          </section>
        )}
        <div role="status">{backups && <InHand backups={backups} />}</div>
        <List<BackupRow>
          rows={backups?.rows}
          label={t('backup.list')}
          columns={useColumns()}
          rowKey={({ id }) => id}
          empty={{ title: t('backup.none'), text: t('backup.noneText') }}
          sortable={false}
        />
      </div>
    </Page>
  );
}

function InHand({ backups: { running, asked } }: { backups: Backups }) {
  const { t } = useTranslation('operations');
  if (asked) return <p className={styles.note}>{t('backup.asked')}</p>;
  if (!running) return null;
  const stepText = (step: string) => {
    const [part = '', thing] = step.replace(/\.json$/, '').split('/');
    const name: string = t(`step.${part}` as never, { defaultValue: part });
    return thing === undefined ? name : `${name}: ${thing}`;
  };
  const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;
  // The last one tells how much it will be, roughly.
  const total = running.ofBytes === null ? null : Math.max(megabytes(running.ofBytes), megabytes(running.readBytes));
  return (
    <Progress
      label={t('backup.running')}
      done={megabytes(running.readBytes)}
      total={total}
      unit="MB"
      startedAt={new Date(running.startedAt)}
      {...(running.step && { step: stepText(running.step) })}
    />
  );
}

function useColumns(): Column<BackupRow>[] {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const bytes = useBytes();
  return [
    {
      key: 'startedAt',
      title: t('backup.startedAt'),
      value: ({ startedAt }) => format.dateTime(startedAt),
      width: '10rem',
    },
    {
      key: 'state',
      title: t('backup.state'),
      value: ({ state }) => t(`backup.states.${state}`),
      cell: ({ state }) => <StateBadge tone={TONES[state]}>{t(`backup.states.${state}`)}</StateBadge>,
      width: '9rem',
    },
    {
      key: 'bytes',
      title: t('backup.size'),
      value: ({ bytes: size }) => size,
      cell: ({ bytes: size }) => (size === null ? '–' : bytes(size)),
      align: 'right',
      width: '7rem',
    },
    {
      key: 'file',
      title: t('backup.file'),
      value: ({ file, cause }) => cause ?? file,
      cell: ({ file, cause, removed }) => (
        <>
          {cause ?? file} {removed && <span className={styles.code}>{t('backup.removed')}</span>}
        </>
      ),
      show: 'wide',
    },
    {
      key: 'sealed',
      title: t('backup.sealed'),
      value: ({ sealed }) => (sealed ? t('backup.yes') : t('backup.no')),
      show: 'wide',
      width: '8rem',
    },
  ];
}
