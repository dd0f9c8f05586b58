import { useTranslation } from 'react-i18next';
import { methodName } from '../method-name.ts';

/** A way in, in words. */
export function useMethodText(): (method: string) => string {
  const { t } = useTranslation('directory');
  return (method) => t(`method.${methodName(method)}`);
}
