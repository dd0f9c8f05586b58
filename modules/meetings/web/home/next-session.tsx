import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import { meetings } from '../api.ts';
import styles from '../meetings.module.css';
import { SessionState } from '../sessions/session-state.tsx';

const SHOWN = 3;

/** My work: the sessions in which I take part next. */
export function NextSession() {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const query = useQuery(meetings.listSessions.query({ query: { mine: 'true', limit: SHOWN } }));
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="next-session">
      <h2 id="next-session">
        <Link to="/meetings">{t('home.title')}</Link>
      </h2>
      <ul className={styles.rows}>
        {rows.map(({ id, title, startsAt, state, me }) => (
          <li key={id}>
            <span>
              <Link to={`/meetings/${id}`}>{title}</Link>
              <span className={styles.quiet}>
                {' '}
                {[format.dateTime(startsAt), ...(me?.duties ?? []).map((duty) => t(`duty.${duty}`))].join(' · ')}
              </span>
            </span>
            <SessionState state={state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
