import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { today } from '#platform/web/format.ts';
import { ErrorState, Page, StateBadge, useUrlParams } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { CalendarYear } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './calendar.module.css';
import { DayPanel } from './day-panel.tsx';
import { FixYear } from './fix-year.tsx';
import { SpecialDays } from './special-days.tsx';
import { WorkWeeks } from './work-weeks.tsx';
import { YearGrid } from './year-grid.tsx';

const FIRST = 2021;
const LAST = 2100;

/** Which days the offices work: the year at a glance, each day off with its source, and when a time limit runs out. */
export function CalendarScreen() {
  const { t } = useTranslation('directory');
  const [params, change] = useUrlParams();
  const now = today();
  const year = Number(params.year ?? now.slice(0, 4));
  const chosen = params.day ?? (now.startsWith(`${year}`) ? now : `${year}-01-01`);
  const query = useQuery({
    ...directory.getCalendarYear.query({ params: { year } }),
    placeholderData: keepPreviousData,
  });
  const calendar = query.data;
  return (
    <Page title={t('calendar.title', { year })} lead={t('calendar.lead')} actions={<YearSteps year={year} />}>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {!query.error && !calendar && <div className={styles.waiting} aria-busy="true" />}
      {calendar?.year === year && (
        <>
          <Summary calendar={calendar} />
          <div className={styles.layout}>
            <YearGrid calendar={calendar} chosen={chosen} onChoose={(day) => change({ day })} />
            <DayPanel key={chosen} calendar={calendar} day={chosen} />
          </div>
          {!calendar.fixed && calendar.can.change && <FixYear year={year} />}
          <SpecialDays calendar={calendar} onChoose={(day) => change({ day })} />
          <WorkWeeks calendar={calendar} from={chosen} />
        </>
      )}
    </Page>
  );
}

function Summary({ calendar }: { calendar: CalendarYear }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  return (
    <p className={styles.summary}>
      <StateBadge tone={calendar.fixed ? 'done' : 'soon'}>
        {calendar.fixed ? t('calendar.fixed') : t('calendar.proposed')}
      </StateBadge>
      <strong>
        {t('calendar.workingDays', { count: calendar.workingDays, days: format.number(calendar.workingDays) })}
      </strong>
      <span className={styles.quiet}>{calendar.source ?? t('calendar.proposedText')}</span>
      <a href="/api/directory/calendar.ics">{t('calendar.subscribe')}</a>
    </p>
  );
}

function YearSteps({ year }: { year: number }) {
  const { t } = useTranslation('directory');
  const step = (to: number, label: string) =>
    to >= FIRST && to <= LAST ? (
      <Button component={Link} to={`/calendar?year=${to}`} variant="default" size="sm">
        {label}
      </Button>
    ) : null;
  return (
    <nav aria-label={t('calendar.years')} className={styles.steps}>
      {step(year - 1, `← ${year - 1}`)}
      {step(year + 1, `${year + 1} →`)}
    </nav>
  );
}
