import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import type { AlertRule } from '../../contract.ts';

/** When a rule warns, in words. */
export function useWhenText(): (rule: AlertRule) => string {
  const { t } = useTranslation('usage');
  const format = useFormat();
  return ({ kind, measure, hours, percent }) => {
    const values = { measure: t(`alerts.measure.${measure}`), hours, percent: format.number(percent) };
    if (kind === 'silence') return t('alerts.whenSilence', values);
    return t(kind === 'drop' ? 'alerts.whenDrop' : 'alerts.whenSpike', values);
  };
}
