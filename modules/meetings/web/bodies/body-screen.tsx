import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField, ErrorState, Page, StateBadge, Timeline, useUrlParam } from '#platform/web/kit/index.ts';
import { HistoryLink } from '#platform/web/operations/history-link.tsx';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { Body, BodyAct } from '../../contract.ts';
import { meetings } from '../api.ts';
import styles from '../meetings.module.css';
import { SessionState } from '../sessions/session-state.tsx';
import { BodyActs } from './body-acts.tsx';
import { RulesFacts } from './rules-facts.tsx';

/** One body on a day: who sits in it, by which rules it works, and every decision about it. */
export function BodyScreen() {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const { id } = useParams({ strict: false }) as { id: string };
  const [given, setAsOf] = useUrlParam('asOf');
  const asOf = isDay(given) ? given : '';
  const query = useQuery({
    ...meetings.getBody.query({ params: { id }, query: { asOf: asOf || undefined } }),
    placeholderData: keepPreviousData,
  });
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <ScreenWaiting />;
  const body = query.data;
  return (
    <Page
      title={body.name}
      crumbs={[{ label: t('nav.bodies'), to: '/bodies' }]}
      lead={[t(`bodyKind.${body.kind}`), body.agency.name].join(' · ')}
      actions={
        <>
          {body.endedOn !== null && (
            <StateBadge tone="quiet">{t('bodies.until', { day: format.day(body.endedOn) })}</StateBadge>
          )}
          <HistoryLink type="meetings.body" id={body.id} />
          <BodyActs body={body} />
        </>
      }
    >
      <div className={styles.bar}>
        <DayField
          inBar
          label={t('body.asOf')}
          value={asOf || (body.endedOn === null ? today() : body.asOf)}
          onChange={setAsOf}
        />
        <span className={styles.quiet}>
          {t('body.asOfText', { day: format.day(body.asOf), count: body.seats.length })}
        </span>
      </div>
      <div className={styles.columns}>
        <Seats body={body} />
        <div className={styles.form}>
          <BodySessions id={body.id} />
          <section className={styles.card} aria-labelledby="body-history">
            <h2 id="body-history">{t('body.history')}</h2>
            <History acts={body.acts} />
          </section>
          {body.rules && (
            <section className={styles.card} aria-labelledby="body-rules">
              <h2 id="body-rules">{t('rules.title')}</h2>
              <p className={styles.quiet}>
                {t('body.rulesFrom', { day: format.day(body.rules.from), source: body.rules.source })}
              </p>
              <RulesFacts rules={body.rules.rules} />
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}

function Seats({ body }: { body: Body }) {
  const { t } = useTranslation('meetings');
  return (
    <section className={styles.card} aria-labelledby="body-seats">
      <h2 id="body-seats">{t('body.seats')}</h2>
      <ol className={styles.rows}>
        {body.seats.map(({ id, name, title, office, votes, unit }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong>
              <span className={styles.quiet}>{[title, unit?.shortName].filter(Boolean).join(' · ')}</span>
            </span>
            <span className={styles.quiet}>
              {t(`office.${office}`)}
              {!votes && `, ${t('body.noVote')}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function History({ acts }: { acts: readonly BodyAct[] }) {
  const { t } = useTranslation('meetings');
  const names = (seats: BodyAct['began']) => seats.map(({ name }) => name).join(', ');
  return (
    <Timeline
      items={acts.map(({ id, kind, decision, effectiveOn, note, began, ended }) => ({
        key: id,
        at: effectiveOn,
        title: `${t(`actKind.${kind}`)}: ${decision}`,
        text: (
          <>
            {note && <span>{note} </span>}
            {kind === 'reform' && began.length > 0 && <span>{t('body.came', { names: names(began) })} </span>}
            {kind === 'reform' && ended.length > 0 && <span>{t('body.left', { names: names(ended) })}</span>}
          </>
        ),
      }))}
    />
  );
}

function BodySessions({ id }: { id: string }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const upcoming = useQuery(meetings.listSessions.query({ query: { bodyId: id, when: 'upcoming', limit: 10 } }));
  const past = useQuery(meetings.listSessions.query({ query: { bodyId: id, when: 'past', limit: 10 } }));
  const rows = [...(upcoming.data?.rows ?? []), ...(past.data?.rows ?? [])];
  if (rows.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="body-sessions">
      <h2 id="body-sessions">{t('nav.sessions')}</h2>
      <ul className={styles.rows}>
        {rows.map((session) => (
          <li key={session.id}>
            <span>
              <Link to={`/meetings/${session.id}`}>{session.title}</Link>
              <span className={styles.quiet}> {format.dateTime(session.startsAt)}</span>
            </span>
            <SessionState state={session.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
