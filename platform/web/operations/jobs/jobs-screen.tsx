import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { OPERATIONS_TOPIC, type QueueRow, type ScheduleRow } from '../../../contracts/operations.ts';
import { List } from '../../kit/list/list.tsx';
import { Page } from '../../kit/page.tsx';
import type { Column } from '../../kit/props.ts';
import { StateBadge } from '../../kit/state-badge.tsx';
import { useLive } from '../../live/use-live.ts';
import { useFormat } from '../../use-format.ts';
import { operations } from '../api.ts';
import styles from '../operations.module.css';
import { useNames } from '../use-names.ts';
import { cronText } from './cron-text.ts';
import { FailedJobs } from './failed-jobs.tsx';

const AGAIN_MS = 10_000;
const TONES = { completed: 'done', failed: 'late', active: 'active', retrying: 'soon' } as const;

/** Work behind the screens: what failed, what waits, what recurs. */
export function JobsScreen() {
  const { t } = useTranslation('operations');
  const queries = useQueryClient();
  const query = useQuery({ ...operations.listJobs.query(), refetchInterval: AGAIN_MS });
  useLive([OPERATIONS_TOPIC], () => {
    void queries.invalidateQueries({ queryKey: operations.listJobs.key() });
    void queries.invalidateQueries({ queryKey: operations.listFailedJobs.key() });
  });
  const rest = { error: query.error ?? undefined, retry: () => void query.refetch(), sortable: false };
  return (
    <Page title={t('job.title')} lead={t('job.lead')}>
      <div className={styles.stack}>
        <h2>{t('job.failed')}</h2>
        <FailedJobs canAct={query.data?.can.act ?? false} />
        <h2>{t('job.schedules')}</h2>
        <List<ScheduleRow>
          {...rest}
          rows={query.data?.schedules}
          label={t('job.schedules')}
          columns={useScheduleColumns()}
          rowKey={({ job }) => job}
          empty={{ title: t('job.noSchedules') }}
        />
        <h2>{t('job.queues')}</h2>
        <List<QueueRow>
          {...rest}
          rows={query.data?.queues}
          label={t('job.queues')}
          columns={useQueueColumns()}
          rowKey={({ job }) => job}
          empty={{ title: t('job.queues') }}
        />
      </div>
    </Page>
  );
}

function useScheduleColumns(): Column<ScheduleRow>[] {
  const { t } = useTranslation('operations');
  const names = useNames();
  const format = useFormat();
  const when = (cron: string) => {
    const { key, values } = cronText(cron);
    return t(`cron.${key}`, values);
  };
  return [
    { key: 'job', title: t('job.name'), value: ({ job }) => names.job(job) },
    { key: 'when', title: t('job.when'), value: ({ cron }) => when(cron), show: 'wide', width: '12rem' },
    {
      key: 'last',
      title: t('job.last'),
      value: ({ last }) => last && format.dateTime(last.at),
      cell: ({ last }) =>
        last ? (
          <>
            {format.dateTime(last.at)} <StateBadge tone={TONES[last.state]}>{t(`job.ends.${last.state}`)}</StateBadge>
          </>
        ) : (
          t('job.notYet')
        ),
      width: '17rem',
    },
    {
      key: 'next',
      title: t('job.next'),
      value: ({ nextAt }) => nextAt && format.dateTime(nextAt),
      show: 'wide',
      width: '11rem',
    },
  ];
}

function useQueueColumns(): Column<QueueRow>[] {
  const { t } = useTranslation('operations');
  const names = useNames();
  const format = useFormat();
  const number = (key: 'waiting' | 'retrying' | 'active' | 'failed', show?: 'wide'): Column<QueueRow> => ({
    key,
    title: t(`job.states.${key}`),
    value: (row) => row[key],
    cell: (row) => format.number(row[key]),
    align: 'right',
    width: '7rem',
    ...(show && { show }),
  });
  return [
    { key: 'job', title: t('job.name'), value: ({ job }) => names.job(job) },
    number('waiting'),
    number('active', 'wide'),
    number('retrying', 'wide'),
    number('failed', 'wide'),
    {
      key: 'oldest',
      title: t('job.oldest'),
      value: ({ oldestSeconds }) => oldestSeconds,
      cell: ({ oldestSeconds }) => (oldestSeconds === null ? '–' : format.duration(oldestSeconds)),
      show: 'wide',
      align: 'right',
      width: '11rem',
    },
  ];
}
