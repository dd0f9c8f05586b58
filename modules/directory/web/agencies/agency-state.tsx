import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { Period } from '../../contract.ts';

/** Whether the agency works on the day asked for. `to` is the first day on which it does no more. */
export function AgencyState({ period, asOf }: { period: Period; asOf: string }) {
  const { t } = useTranslation('directory');
  if (period.from !== null && asOf < period.from) return <StateBadge tone="soon">{t('agency.notYet')}</StateBadge>;
  if (period.to !== null && asOf >= period.to) return <StateBadge tone="quiet">{t('agency.ended')}</StateBadge>;
  return <StateBadge tone="active">{t('agency.works')}</StateBadge>;
}
