import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '#platform/web/session.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { SiteRow, SiteState as State } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from './home.module.css';
import { UseInShort } from './use-in-short.tsx';

const SHOWN = 5;

/** My work: sites that fell silent, and sites that never sent anything. */
export function SitesCard() {
  const { t } = useTranslation('usage');
  const mayRead = useMay('usage.site.read');
  const mayReport = useMay('usage.report.read');
  const silent = useSitesIn('interrupted', mayRead);
  const never = useSitesIn('registered', mayRead);
  if (!mayRead && !mayReport) return null;
  return (
    <section className={styles.card} aria-labelledby="sites-card">
      <h2 id="sites-card" className={styles.title}>
        <Link to="/sites">{t('nav.sites')}</Link>
      </h2>
      {mayReport && <UseInShort />}
      <Attention state="interrupted" label={t('home.silent')} page={silent} />
      <Attention state="registered" label={t('home.never')} page={never} />
      {silent?.rows.length === 0 && never?.rows.length === 0 && <p className={styles.quiet}>{t('home.allWell')}</p>}
    </section>
  );
}

function useSitesIn(state: State, enabled: boolean) {
  return useQuery({ ...usage.listSites.query({ query: { state, sort: 'last_hit', limit: SHOWN } }), enabled }).data;
}

interface AttentionProps {
  state: State;
  label: string;
  page: { rows: SiteRow[]; total: number | null } | undefined;
}

function Attention({ state, label, page }: AttentionProps) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  if (!page || page.rows.length === 0) return null;
  const more = (page.total ?? 0) - page.rows.length;
  return (
    <>
      <h3 className={styles.heading}>{label}</h3>
      <ul className={styles.sites}>
        {page.rows.map((site) => (
          <li key={site.code}>
            <span>
              <Link to={state === 'registered' ? `/sites/${site.code}/embed` : `/sites/${site.code}`}>{site.name}</Link>
              <span className={styles.quiet}>{site.owner.shortName}</span>
            </span>
            {site.lastHitAt !== null && <span className={styles.state}>{format.ago(site.lastHitAt)}</span>}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Link to="/sites" search={{ state } as never}>
          {t('home.more', { count: more })}
        </Link>
      )}
    </>
  );
}
