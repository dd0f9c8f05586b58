import { useTranslation } from 'react-i18next';

/** What became of a line, in words. A reason that the texts do not know yet is shown as it is. */
export function useReason(): (group: 'recorded' | 'bots' | 'aside' | 'broken', reason: string) => string {
  const { t } = useTranslation('usage');
  return (group, reason) => {
    const otherwise = { defaultValue: reason };
    switch (group) {
      case 'recorded':
        return t(`logs.reason.recorded.${reason as 'page'}`, otherwise);
      case 'bots':
        return t(`logs.reason.bots.${reason as 'ai'}`, otherwise);
      case 'aside':
        return t(`logs.reason.aside.${reason as 'static'}`, otherwise);
      case 'broken':
        return t(`logs.reason.broken.${reason as 'shape'}`, otherwise);
    }
  };
}
