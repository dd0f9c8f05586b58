import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DayRange, List, Page, rowsOf } from '#platform/web/kit/index.ts';
import { LineState } from '#platform/web/live/line-state.tsx';
import { useLive } from '#platform/web/live/use-live.ts';
import { BOARD_TOPIC, type BoardRow } from '../../contract.ts';
import { usage } from '../api.ts';
import { LinkButton } from '../link-button.tsx';
import { SegmentChoice } from '../segments/segment-choice.tsx';
import { useThrottled } from '../use-throttled.ts';
import styles from './board.module.css';
import { useBoardColumns } from './board-columns.tsx';
import { BoardFilters } from './board-filters.tsx';
import { BoardTotals } from './board-totals.tsx';
import { useBoardQuery } from './use-board-query.ts';

/** Numbers move when hits come, but not faster than somebody can read. */
const AT_MOST_EVERY_MS = 1_500;
const SITES_AT_ONCE = 200;

/** All sites: their use together, and one beside the other. */
export function BoardScreen() {
  const { t } = useTranslation('usage');
  const navigate = useNavigate();
  const { query, keepRows } = useBoardQuery();
  const board = useInfiniteQuery({
    ...usage.getBoard.pages({ query: { ...query, limit: SITES_AT_ONCE } }),
    ...keepRows,
  });
  const mayRegister = useQuery(usage.listSites.query({ query: { limit: 1 } })).data?.can.register ?? false;
  const line = useBoardLive();
  const columns = useBoardColumns();
  const register = mayRegister && (
    <>
      <LinkButton to="/sites/import" label={t('nav.imports')} />
      <LinkButton to="/sites/register" label={t('board.register')} primary />
    </>
  );
  return (
    <Page title={t('board.title')} lead={t('board.lead')} actions={register}>
      <div className={styles.bar}>
        <DayRange />
        <SegmentChoice />
        <LineState state={line} />
      </div>
      <BoardTotals query={query} />
      <List<BoardRow>
        {...rowsOf<BoardRow>(board)}
        label={t('board.list')}
        columns={columns}
        rowKey={({ site }) => String(site.code)}
        search={t('board.search')}
        filters={<BoardFilters />}
        empty={{ title: t('board.none'), text: t('board.noneText'), action: register }}
        onOpen={({ site }) =>
          void navigate({
            to: `/sites/${site.code}`,
            search: (({ from, to }: typeof query) => ({ from, to })) as never,
          })
        }
      />
    </Page>
  );
}

function useBoardLive() {
  const queries = useQueryClient();
  const refresh = useThrottled(() => {
    void queries.invalidateQueries({ queryKey: usage.getBoard.key() });
    void queries.invalidateQueries({ queryKey: usage.getTotals.key() });
  }, AT_MOST_EVERY_MS);
  return useLive([BOARD_TOPIC], refresh);
}
