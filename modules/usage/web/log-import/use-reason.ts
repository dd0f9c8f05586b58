import { useTranslation } from 'react-i18next';

/** What became of a line, in words. A reason that the texts do not know yet is shown as it is. */
export function useReason(): (group: 'recorded' | 'bots' | 'aside' | 'broken', reason: string) => string {
  const { t } = useTranslation('usage');
  return (group, reason) =>
    t(`logs.reason.${group}.${reason}` as 'logs.reason.recorded.page', { defaultValue: reason });
}
