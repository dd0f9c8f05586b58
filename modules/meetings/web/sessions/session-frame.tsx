import { Button } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState, Page } from '#platform/web/kit/index.ts';
import { LineState } from '#platform/web/live/line-state.tsx';
import { HistoryLink } from '#platform/web/operations/history-link.tsx';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { SessionState as State } from '../../contract.ts';
import styles from '../meetings.module.css';
import { NextStep } from './next-step.tsx';
import { SessionState } from './session-state.tsx';
import { useSession, useSessionId, useSessionLive } from './use-session.ts';

/** The frame of all screens in which a session is prepared and looked up: its name, its state, the next step. */
export function SessionFrame() {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const query = useSession();
  const line = useSessionLive(useSessionId());
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <ScreenWaiting />;
  const session = query.data;
  const at = `/meetings/${session.id}`;
  return (
    <Page
      title={session.title}
      crumbs={[{ label: t('nav.sessions'), to: '/meetings' }]}
      lead={[
        `${format.dateTime(session.startsAt)} – ${format.time(session.endsAt)}`,
        session.body.shortName,
        t('session.placeCount', { count: session.placeCount }),
        t('session.memberCount', { count: session.memberCount }),
      ].join(' · ')}
      actions={
        <>
          <span className={styles.middle}>
            <SessionState state={session.state} />
          </span>
          <LineState state={line} />
          <HistoryLink type="meetings.session" id={session.id} />
          {isInRoom(session.state) && (
            <Button component={Link} to={`${at}/room`} variant="default">
              {t('room.enter')}
            </Button>
          )}
          <NextStep session={session} />
        </>
      }
    >
      {session.state === 'cancelled' && (
        <p className={styles.note}>{t('session.cancelled', { reason: session.cancelReason })}</p>
      )}
      <nav aria-label={t('session.nav')} className={styles.tabs}>
        <ul>
          <Tab to={at} label={t('session.overview')} exact />
          <Tab to={`${at}/programme`} label={t('session.programme')} />
          <Tab to={`${at}/people`} label={t('session.people')} />
          <Tab to={`${at}/places`} label={t('session.placesTab')} />
          <Tab to={`${at}/documents`} label={t('session.documents')} />
          <Tab to={`${at}/invitation`} label={t('session.invitation')} />
          <Tab to={`${at}/papers`} label={t('papers.tab')} />
          <Tab to={`${at}/picture`} label={t('session.picture')} />
        </ul>
      </nav>
      <Outlet />
    </Page>
  );
}

/** Is there a room to go into? Until the invitation there is nobody in it; afterwards it shows what was. */
const isInRoom = (state: State): boolean => state !== 'draft' && state !== 'cancelled';

function Tab({ to, label, exact = false }: { to: string; label: string; exact?: boolean }) {
  return (
    <li>
      <Link to={to} activeOptions={{ exact, includeSearch: false }} className={styles.tab}>
        {label}
      </Link>
    </li>
  );
}
