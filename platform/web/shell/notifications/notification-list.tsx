import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NotificationRow } from '../../../contracts/notifications.ts';
import { Empty } from '../../kit/empty.tsx';
import { ErrorState } from '../../kit/error-state.tsx';
import { rowsOf } from '../../kit/rows-of.ts';
import { useFormat } from '../../use-format.ts';
import { ScreenWaiting } from '../screen-states.tsx';
import { notifications } from './api.ts';
import styles from './notifications.module.css';

/** The notifications themselves, newest first; one that is opened is read. */
export function NotificationList({ unread, onGo }: { unread: number; onGo(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useInfiniteQuery(notifications.listNotifications.pages());
  const again = () => queries.invalidateQueries({ queryKey: notifications.listNotifications.key() });
  const readAll = useMutation({ mutationFn: () => notifications.readAllNotifications(), onSettled: again });
  const { rows, error, retry, loadMore, loadingMore } = rowsOf<NotificationRow>(query);
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('notifications.title')}</h2>
        {unread > 0 && (
          <Button size="compact-sm" variant="subtle" loading={readAll.isPending} onClick={() => readAll.mutate()}>
            {t('notifications.readAll')}
          </Button>
        )}
      </div>
      {error !== undefined && <ErrorState error={error} retry={retry} />}
      {!rows && error === undefined && <ScreenWaiting />}
      {rows?.length === 0 && <Empty title={t('notifications.none')} text={t('notifications.noneText')} />}
      {rows && rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map((row) => (
            <NotificationItem key={row.id} row={row} onGo={onGo} />
          ))}
        </ul>
      )}
      {loadMore && (
        <Button variant="default" size="compact-sm" onClick={loadMore} loading={loadingMore ?? false}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}

function NotificationItem({ row, onGo }: { row: NotificationRow; onGo(): void }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const router = useRouter();
  const queries = useQueryClient();
  const go = () => {
    onGo();
    router.history.push(row.link);
    if (row.read) return;
    // The way leads on whether or not the mark arrives; the list is asked again anyway.
    void notifications
      .readNotification({ params: { id: row.id } })
      .catch(() => undefined)
      .then(() => queries.invalidateQueries({ queryKey: notifications.listNotifications.key() }));
  };
  return (
    <li>
      <button type="button" className={styles.item} data-unread={!row.read || undefined} onClick={go}>
        <span className={styles.text}>
          {!row.read && <span className="visually-hidden">{t('notifications.isUnread')} </span>}
          {i18n.t(row.text as never, { ...row.values, defaultValue: row.text })}
        </span>
        <time dateTime={row.at} title={format.dateTime(row.at)} className={styles.time}>
          {format.ago(row.at)}
        </time>
      </button>
    </li>
  );
}
