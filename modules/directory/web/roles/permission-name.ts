import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import '../texts.ts';

/** A permission in words: `usage.site.read` by the key `usage_site_read`; its code where no text is known. */
export function usePermissionName(): (permission: string) => string {
  const { t } = useTranslation('directory');
  return (permission) => {
    if (permission === '*') return t('delegate.all');
    if (permission === '*.read') return t('delegate.read');
    if (permission === '*.write') return t('delegate.write');
    const text: string = i18next.t(`directory:permission.${permission.replaceAll('.', '_')}` as never, {
      defaultValue: '',
    });
    return text || permission;
  };
}
