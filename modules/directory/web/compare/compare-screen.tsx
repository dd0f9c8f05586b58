import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isDay, plusDays, today } from '#platform/web/format.ts';
import { DayField, Empty, ErrorState, Page, StateBadge, useUrlParams } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { AgencyChange, ChangeWhat } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './compare.module.css';

const WHATS: readonly ChangeWhat[] = ['ended', 'appeared', 'changed'];
const YEAR = 365;

/** Two days side by side: what ended, what is new, what is named, coded or placed otherwise. */
export function CompareScreen() {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const [params, change] = useUrlParams();
  const from = dayOr(params['from'], plusDays(today(), -YEAR));
  const to = dayOr(params['to'], today());
  const what = WHATS.find((one) => one === params['what']);
  const query = useInfiniteQuery({
    ...directory.compareDays.pages({ query: { from, to, what } }),
    placeholderData: keepPreviousData,
    enabled: from < to,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const counts = query.data?.pages[0]?.counts;
  const all = counts ? counts.ended + counts.appeared + counts.changed : 0;
  return (
    <Page title={t('compare.title')} lead={t('compare.lead')} crumbs={[{ to: '/agencies', label: t('nav.agencies') }]}>
      <div className={styles.bar}>
        <DayField inBar label={t('compare.before')} value={from} onChange={(day) => change({ from: day })} />
        <span aria-hidden>→</span>
        <DayField inBar label={t('compare.after')} value={to} onChange={(day) => change({ to: day })} />
        <SegmentedControl
          aria-label={t('compare.what')}
          value={what ?? ''}
          onChange={(value) => change({ what: value })}
          data={[
            { value: '', label: t('compare.all', { shown: format.number(all) }) },
            ...WHATS.map((value) => ({
              value,
              label: t(`compare.${value}`, { shown: format.number(counts?.[value] ?? 0) }),
            })),
          ]}
        />
      </div>
      {from >= to && <Empty title={t('compare.order')} text={t('compare.orderText')} />}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <ScreenWaiting />}
      {from < to && query.data && rows.length === 0 && <Empty title={t('compare.none')} text={t('compare.noneText')} />}
      {rows.length > 0 && (
        <div className={styles.frame}>
          <table className={styles.table}>
            <caption className="visually-hidden">{t('compare.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{format.day(from)}</th>
                <th scope="col">{format.day(to)}</th>
                <th scope="col">{t('compare.what')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ChangeRow key={row.id} row={row} from={from} to={to} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <Button variant="default" mt="sm" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {t('agencies.more')}
        </Button>
      )}
    </Page>
  );
}

function dayOr(given: string | undefined, usual: string): string {
  return given !== undefined && isDay(given) ? given : usual;
}

const TONES = { ended: 'quiet', appeared: 'done', changed: 'soon' } as const;

function ChangeRow({ row, from, to }: { row: AgencyChange; from: string; to: string }) {
  const { t } = useTranslation('directory');
  return (
    <tr>
      <td>{row.before && <Side id={row.id} face={row.before} other={row.after} asOf={from} />}</td>
      <td>
        {row.after && <Side id={row.id} face={row.after} other={row.before} asOf={to} />}
        {row.heirs.map((heir) => (
          <div key={heir.id}>
            <span aria-hidden>→ </span>
            <Link to={`/agencies/${heir.id}`} search={{ asOf: to } as never}>
              {heir.name}
            </Link>{' '}
            {heir.guessed && <StateBadge tone="soon">{t('history.guessed')}</StateBadge>}
          </div>
        ))}
      </td>
      <td>
        <StateBadge tone={TONES[row.what]}>{t(`compare.state.${row.what}`)}</StateBadge>
      </td>
    </tr>
  );
}

type Face = NonNullable<AgencyChange['before']>;

/** The agency on one of the days; what differs on the other stands out. */
function Side({ id, face, other, asOf }: { id: string; face: Face; other: Face | null; asOf: string }) {
  const differs = (one: string | null | undefined, two: string | null | undefined) => other !== null && one !== two;
  return (
    <>
      <Link
        to={`/agencies/${id}`}
        search={{ asOf } as never}
        data-differs={differs(face.name, other?.name) || undefined}
      >
        {face.name}
      </Link>
      <span className={styles.quiet}>
        <span data-differs={differs(face.code, other?.code) || undefined}>{face.code}</span>
        {face.code && face.parent && ' · '}
        <span data-differs={differs(face.parent?.id, other?.parent?.id) || undefined}>{face.parent?.shortName}</span>
      </span>
    </>
  );
}
