import { useTranslation } from 'react-i18next';
import { plusDays } from '#platform/web/format.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Period } from '../contract.ts';

/** A period in words. The last day that counts is shown, where the record keeps the first that does not. */
export function usePeriodText(): (period: Period) => string {
  const { t } = useTranslation('directory');
  const format = useFormat();
  return ({ from, to }) => {
    const last = to === null ? null : format.day(plusDays(to, -1));
    if (from === null) return last === null ? t('period.always') : t('period.until', { to: last });
    return last === null
      ? t('period.since', { from: format.day(from) })
      : t('period.between', { from: format.day(from), to: last });
  };
}
