import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField, Empty, Page, SearchField, useUrlParam } from '#platform/web/kit/index.ts';
import { directory } from '../api.ts';
import styles from './agencies.module.css';
import { AgencyMatches } from './agency-matches.tsx';
import { AgencyTree } from './agency-tree.tsx';

/** All agencies of a day as a tree; words turn the tree into what was found. The chosen one stands beside. */
export function AgenciesScreen() {
  const { t } = useTranslation('directory');
  const { id } = useParams({ strict: false }) as { id?: string };
  const [q] = useUrlParam('q');
  const [asOf] = useUrlParam('asOf');
  const navigate = useNavigate();
  const roots = useQuery({
    ...directory.listChildren.query({ query: { asOf: asOf || undefined } }),
    placeholderData: keepPreviousData,
  });
  const open = (agencyId: string) =>
    void navigate({ to: `/agencies/${agencyId}`, search: ((before: object) => before) as never, resetScroll: false });
  return (
    <Page
      title={t('agencies.title')}
      lead={t('agencies.lead')}
      actions={
        <>
          <Link to="/agency-map">{t('nav.map')}</Link>
          <Link to="/agency-changes">{t('nav.compare')}</Link>
        </>
      }
    >
      <div className={styles.split} data-open={id !== undefined || undefined}>
        <section className={styles.side} aria-label={t('agencies.title')}>
          <div className={styles.bar}>
            <SearchField placeholder={t('agencies.search')} />
            <AsOf />
          </div>
          {q ? (
            <AgencyMatches q={q} asOf={asOf} selectedId={id} onSelect={open} />
          ) : (
            <AgencyTree roots={roots} asOf={asOf} selectedId={id} onSelect={open} />
          )}
        </section>
        <section className={styles.record} aria-label={t('agencies.chosen')}>
          {id === undefined ? <Empty title={t('agencies.choose')} text={t('agencies.chooseText')} /> : <Outlet />}
        </section>
      </div>
    </Page>
  );
}

/** The day whose agencies are shown; today where none is chosen. */
function AsOf() {
  const { t } = useTranslation('directory');
  const [asOf, setAsOf] = useUrlParam('asOf');
  const now = today();
  return (
    <div className={styles.asOf}>
      <label htmlFor="as-of">{t('agencies.asOf')}</label>
      <DayField
        inBar
        id="as-of"
        label={t('agencies.asOf')}
        value={asOf || now}
        onChange={(day) => isDay(day) && setAsOf(day === now ? '' : day)}
      />
      {asOf && (
        <button type="button" className={styles.today} onClick={() => setAsOf('')}>
          {t('agencies.today')}
        </button>
      )}
    </div>
  );
}
