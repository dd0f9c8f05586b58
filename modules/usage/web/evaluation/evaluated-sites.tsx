import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState, Record, rowsOf } from '#platform/web/kit/index.ts';
import type { EvaluatedSite, EvaluationPeriod, EvaluationRow, RateDefinition } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from './evaluation.module.css';
import { RateCell } from './rate-cell.tsx';

interface Props {
  row: EvaluationRow;
  period: EvaluationPeriod;
  definitions: readonly RateDefinition[];
  onClose(): void;
}

/** The sites behind an agency's rates; each opens its report of the same days, and there its records. */
export function EvaluatedSites({ row, period, definitions, onClose }: Props) {
  const { t } = useTranslation('usage');
  const query = { period: period.key, agencyId: row.agency.id, below: 'false' as never };
  const { rows, error, retry, loadMore } = rowsOf<EvaluatedSite>(
    useInfiniteQuery(usage.listEvaluatedSites.pages({ query })),
  );
  return (
    <Record title={row.agency.name} onClose={onClose} loading={rows === undefined && error === undefined}>
      {error !== undefined && <ErrorState error={error} retry={retry} compact />}
      <ul className={styles.behind}>
        {rows?.map((one) => (
          <li key={one.site.code}>
            <h3>
              <Link to={`/sites/${one.site.code}`} search={{ from: period.from, to: period.to } as never}>
                {one.site.name}
              </Link>
            </h3>
            <Missing missing={one.missing} site={one.site.name} period={period} />
            <dl>
              {one.rates.map((rate, index) =>
                rate.denominator === 0 ? null : (
                  <div key={rate.key}>
                    <dt>{definitions[index]?.name}</dt>
                    <dd>
                      <RateCell rate={rate} />
                    </dd>
                  </div>
                ),
              )}
            </dl>
          </li>
        ))}
      </ul>
      {loadMore && (
        <button type="button" className={styles.more} onClick={loadMore}>
          {t('evaluation.more')}
        </button>
      )}
    </Record>
  );
}

function Missing({
  missing,
  site,
  period,
}: Pick<EvaluatedSite, 'missing'> & { site: string; period: EvaluationPeriod }) {
  const { t } = useTranslation('usage');
  if (missing === null) return null;
  return (
    <p className={styles.missing}>
      {t(`evaluation.what.${missing.what}`)}
      {missing.days !== null && missing.days > 0 && ` · ${t('evaluation.days', { count: missing.days })}`}
      {missing.interruptions.count > 0 && (
        <>
          {' · '}
          <Link to="/interruptions" search={{ q: site, from: period.from, to: period.to } as never}>
            {t('evaluation.interruptions', { count: missing.interruptions.count })}
          </Link>
        </>
      )}
    </p>
  );
}
