import { Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../live/use-live.ts';
import { useFormat } from '../../use-format.ts';
import { ScreenWaiting } from '../screen-states.tsx';
import styles from '../shell.module.css';
import { notifications } from './api.ts';

const NotificationList = lazy(async () => ({ default: (await import('./notification-list.tsx')).NotificationList }));

/** The server counts no further. */
const UNREAD_MOST = 100;

/** What I should know, with how many I have not read; new ones come by themselves. */
export function Bell() {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(notifications.listNotifications.query({ query: { limit: 1 } }));
  useLive(
    data ? [data.topic] : [],
    () => void queries.invalidateQueries({ queryKey: notifications.listNotifications.key() }),
  );
  const unread = data?.unread ?? 0;
  const shown = unread >= UNREAD_MOST ? `${format.number(UNREAD_MOST - 1)}+` : format.number(unread);
  const label = unread > 0 ? t('notifications.unread', { count: unread, shown }) : t('notifications.title');
  return (
    <>
      <span className="visually-hidden" role="status">
        {unread > 0 && label}
      </span>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-end"
        width={400}
        shadow="md"
        trapFocus
        returnFocus
        withinPortal={false}
      >
        <Popover.Target>
          <button
            type="button"
            className={styles.tool}
            aria-label={label}
            title={label}
            onClick={() => setOpened((open) => !open)}
          >
            <IconBell size={20} stroke={1.75} aria-hidden />
            {unread > 0 && (
              <span className={styles.count} aria-hidden>
                {shown}
              </span>
            )}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.notifications} aria-label={t('notifications.title')}>
          {opened && (
            <Suspense fallback={<ScreenWaiting />}>
              <NotificationList unread={unread} onGo={() => setOpened(false)} />
            </Suspense>
          )}
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
