import { Link, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Page } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import type { LiveMe } from '../../contract.ts';
import { useLiveSession } from '../live/use-live-session.ts';
import { SessionState } from '../sessions/session-state.tsx';
import { LineNotice } from './parts/line-notice.tsx';
import styles from './room.module.css';
import { useFresh } from './use-fresh.ts';
import { type Room, RoomContext } from './use-room.ts';

/** The frame of a running session: its state, the line to the server, and the screens that the reader may have. */
export function RoomFrame() {
  const { t } = useTranslation('meetings');
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { state, me, clock, line, error, retry } = useLiveSession(id);
  useFresh(state);
  const [problem, setProblem] = useState<unknown>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (error && !state) return <ErrorState error={error} retry={retry} />;
  if (!state || !me) return <ScreenWaiting />;
  const room: Room = { id, state, me, votes: state.votes, clock, line, tell: setProblem };
  if (path.endsWith('/wall')) {
    return (
      <RoomContext value={room}>
        <Outlet />
      </RoomContext>
    );
  }
  return (
    <RoomContext value={room}>
      <Page
        title={state.session.title}
        crumbs={[
          { label: t('nav.sessions'), to: '/meetings' },
          { label: t('room.preparation'), to: `/meetings/${id}` },
        ]}
        actions={<SessionState state={state.session.state} />}
      >
        <nav aria-label={t('room.views')} className={styles.tabs}>
          <ul>
            {viewsOf(me).map((view) => (
              <li key={view}>
                <Link to={`/meetings/${id}/room/${view}`}>{t(`room.view.${view}`)}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <LineNotice />
        {problem !== null && (
          <div className={styles.refusal}>
            <ErrorState error={problem} />
          </div>
        )}
        <Outlet />
      </Page>
    </RoomContext>
  );
}

export type View = 'chair' | 'secretary' | 'place' | 'member' | 'wall';

/** The screens of a reader, the one that fits best first. */
export function viewsOf({ duties, participantId }: LiveMe): View[] {
  return [
    ...(duties.includes('chair') ? (['chair'] as const) : []),
    ...(duties.includes('secretary') || duties.includes('counting') ? (['secretary'] as const) : []),
    ...(duties.includes('operator') ? (['place'] as const) : []),
    ...(participantId !== null ? (['member'] as const) : []),
    'wall',
  ];
}
