import { Alert, Button, Group } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailedJobRow } from '../../../contracts/operations.ts';
import { errorText } from '../../i18n/error-text.ts';
import { List } from '../../kit/list/list.tsx';
import type { Column } from '../../kit/props.ts';
import { rowsOf } from '../../kit/rows-of.ts';
import { useFormat } from '../../use-format.ts';
import { operations } from '../api.ts';
import { useNames } from '../use-names.ts';

/** Jobs that failed for good, with their cause: tried again, one or all, or removed. */
export function FailedJobs({ canAct }: { canAct: boolean }) {
  const { t } = useTranslation('operations');
  const queries = useQueryClient();
  const query = useInfiniteQuery(operations.listFailedJobs.pages());
  const again = () =>
    Promise.all(
      [operations.listFailedJobs, operations.listJobs].map((call) =>
        queries.invalidateQueries({ queryKey: call.key() }),
      ),
    );
  const retry = useMutation({
    mutationFn: (id: string) => operations.retryFailedJob({ params: { id } }),
    onSettled: again,
  });
  const remove = useMutation({
    mutationFn: (id: string) => operations.removeFailedJob({ params: { id } }),
    onSettled: again,
  });
  const all = useMutation({ mutationFn: () => operations.retryFailedJobs(), onSettled: again });
  const rows = rowsOf<FailedJobRow>(query);
  const error = retry.error ?? remove.error ?? all.error;
  // The first press asks, the second removes: the work is not done then.
  const [asked, setAsked] = useState('');
  const askRemove = (id: string) => (asked === id ? remove.mutate(id) : setAsked(id));
  return (
    <>
      {error && <Alert color="red">{errorText(error)}</Alert>}
      <List<FailedJobRow>
        {...rows}
        label={t('job.failed')}
        columns={useColumns(canAct, (id) => retry.mutate(id), askRemove, asked)}
        rowKey={({ id }) => id}
        actions={
          canAct &&
          (rows.rows?.length ?? 0) > 0 && (
            <Button variant="default" loading={all.isPending} onClick={() => all.mutate()}>
              {t('job.retryAll')}
            </Button>
          )
        }
        empty={{ title: t('job.none'), text: t('job.noneText') }}
        sortable={false}
      />
    </>
  );
}

function useColumns(
  canAct: boolean,
  onRetry: (id: string) => void,
  onRemove: (id: string) => void,
  asked: string,
): Column<FailedJobRow>[] {
  const { t } = useTranslation('operations');
  const names = useNames();
  const format = useFormat();
  const columns: Column<FailedJobRow>[] = [
    { key: 'job', title: t('job.name'), value: ({ job }) => names.job(job) },
    { key: 'at', title: t('job.failedAt'), value: ({ failedAt }) => format.dateTime(failedAt), width: '10rem' },
    { key: 'cause', title: t('job.cause'), value: ({ cause }) => cause, show: 'wide' },
    { key: 'tries', title: t('job.tries'), value: ({ tries }) => tries, align: 'right', show: 'wide', width: '6rem' },
  ];
  if (!canAct) return columns;
  return [
    ...columns,
    {
      key: 'act',
      title: t('job.act'),
      show: 'phone',
      width: '12rem',
      cell: (row) => {
        const name = names.job(row.job);
        return (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('job.retryOne', { name })}
              onClick={() => onRetry(row.id)}
            >
              {t('job.retry')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={asked === row.id ? t('job.askRemove', { name }) : t('job.removeOne', { name })}
              onClick={() => onRemove(row.id)}
            >
              {asked === row.id ? t('job.sure') : t('job.remove')}
            </Button>
          </Group>
        );
      },
    },
  ];
}
