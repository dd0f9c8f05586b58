import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayRange, ErrorState, List, Page, useDays, useUrlParam } from '#platform/web/kit/index.ts';
import type { AgencyBoardRow } from '../../contract.ts';
import { usage } from '../api.ts';
import { BoardTotals } from '../board/board-totals.tsx';
import styles from './agency-board.module.css';
import { CommuneMap } from './commune-map.tsx';
import { PublicBoardActions } from './public-board-actions.tsx';
import { useAgencyColumns } from './use-columns.tsx';

/** One agency with all below it at a glance: how much, where, who has fallen silent. */
export function AgencyBoardScreen() {
  const { t } = useTranslation('usage');
  const navigate = useNavigate();
  const days = useDays();
  const [agencyId] = useUrlParam('agency');
  const [shown, setShown] = useState<'list' | 'map'>('list');
  const { data, error, refetch } = useQuery({
    ...usage.getAgencyBoard.query({ query: { agencyId: agencyId || undefined, ...days } }),
    placeholderData: keepPreviousData,
  });
  const columns = useAgencyColumns();
  const open = ({ agency, opens }: Pick<AgencyBoardRow, 'agency' | 'opens'>) =>
    void navigate({
      to: opens ? '/agency-board' : '/sites',
      search: { ...days, agency: agency.id } as never,
    });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  const id = data?.agency.id;
  return (
    <Page
      title={data?.agency.name ?? t('agencyBoard.title')}
      lead={t('agencyBoard.lead')}
      actions={data && <PublicBoardActions board={data} />}
    >
      <div className={styles.bar}>
        <DayRange />
        {data && data.above.length > 0 && (
          <nav aria-label={t('agencyBoard.above')} className={styles.above}>
            {data.above.map(({ id: one, shortName }) => (
              <Link key={one} to="/agency-board" search={{ ...days, agency: one } as never}>
                {shortName}
              </Link>
            ))}
          </nav>
        )}
      </div>
      {id !== undefined && <BoardTotals query={{ ...days, agencyId: id } as never} />}
      {data && <Attention rows={data.rows} />}
      <CommuneMap
        rows={data?.rows ?? []}
        shown={shown}
        onShow={setShown}
        onOpen={(one) => {
          const row = data?.rows.find(({ agency }) => agency.id === one);
          if (row) open(row);
        }}
      />
      {shown === 'list' && (
        <List<AgencyBoardRow>
          rows={data?.rows}
          total={data?.rows.length ?? null}
          label={t('agencyBoard.list')}
          columns={columns}
          rowKey={({ agency }) => agency.id}
          empty={{ title: t('agencyBoard.none'), text: t('agencyBoard.noneText') }}
          onOpen={open}
        />
      )}
    </Page>
  );
}

/** What asks for a call: sites that fell silent, sites that never sent. */
function Attention({ rows }: { rows: readonly AgencyBoardRow[] }) {
  const { t } = useTranslation('usage');
  const interrupted = rows.filter((row) => row.interrupted > 0);
  const waiting = rows.filter((row) => row.waiting > 0);
  if (interrupted.length + waiting.length === 0) return <p className={styles.well}>{t('agencyBoard.allWell')}</p>;
  const names = (some: readonly AgencyBoardRow[]) => some.map(({ agency }) => agency.shortName).join(', ');
  return (
    <ul className={styles.attention}>
      {interrupted.length > 0 && (
        <li data-tone="late">
          {t('agencyBoard.interrupted', { count: interrupted.length, names: names(interrupted) })}
        </li>
      )}
      {waiting.length > 0 && (
        <li data-tone="soon">{t('agencyBoard.waiting', { count: waiting.length, names: names(waiting) })}</li>
      )}
    </ul>
  );
}
