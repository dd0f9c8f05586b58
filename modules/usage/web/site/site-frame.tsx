import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { today } from '#platform/web/format.ts';
import { ErrorState, Page, StateBadge } from '#platform/web/kit/index.ts';
import { LineState } from '#platform/web/live/line-state.tsx';
import { HistoryLink } from '#platform/web/operations/history-link.tsx';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { Site } from '../../contract.ts';
import styles from './site.module.css';
import { SiteState } from './site-state.tsx';
import { useSite, useSiteCode } from './use-site.ts';
import { useSiteLive } from './use-site-live.ts';

/** The frame of all screens of one site: its name, its state, the way from screen to screen. */
export function SiteFrame() {
  const { t } = useTranslation('usage');
  const query = useSite();
  const line = useSiteLive(useSiteCode());
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <ScreenWaiting />;
  const site = query.data;
  return (
    <Page
      title={site.name}
      crumbs={[{ label: t('nav.sites'), to: '/sites' }]}
      lead={<Lead site={site} />}
      actions={
        <>
          <SiteState state={site.state} />
          {isLate(site) && <StateBadge tone="late">{t('gaps.overdue')}</StateBadge>}
          <LineState state={line} />
          <HistoryLink type="usage.site" id={site.id} />
        </>
      }
    >
      <nav aria-label={t('site.nav')} className={styles.tabs}>
        <ul>
          {site.can.readReport && <Tab to={`/sites/${site.code}`} label={t('site.report')} exact />}
          {site.can.readReport && <Tab to={`/sites/${site.code}/hits`} label={t('site.hits')} />}
          {site.can.readReport && <Tab to={`/sites/${site.code}/goals`} label={t('site.goals')} />}
          <Tab to={`/sites/${site.code}/watch`} label={t('site.watch')} />
          <Tab to={`/sites/${site.code}/embed`} label={t('site.embed')} />
          {site.can.change && <Tab to={`/sites/${site.code}/logs`} label={t('site.logs')} />}
          <Tab to={`/sites/${site.code}/settings`} label={t('site.settings')} />
        </ul>
      </nav>
      <Outlet />
    </Page>
  );
}

/** Must it send by now, and never did? */
function isLate({ dutyDate, state }: Site): boolean {
  return dutyDate !== null && dutyDate < today() && (state === 'registered' || state === 'embedded');
}

function Lead({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const last = site.lastHitAt === null ? t('site.noHit') : t('site.lastHit', { ago: format.ago(site.lastHitAt) });
  return (
    <>{[t('site.code', { code: site.code }), site.owner.name, site.domains[0], last].filter(Boolean).join(' · ')}</>
  );
}

/** The chosen period and segment go along; what only one screen knows stays behind. */
const keepDays = (({ from, to, segment }: { from?: string; to?: string; segment?: string }) => ({
  from,
  to,
  segment,
})) as never;

function Tab({ to, label, exact = false }: { to: string; label: string; exact?: boolean }) {
  return (
    <li>
      <Link to={to} search={keepDays} activeOptions={{ exact, includeSearch: false }} className={styles.tab}>
        {label}
      </Link>
    </li>
  );
}
