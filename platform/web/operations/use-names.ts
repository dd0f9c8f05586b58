import { useTranslation } from 'react-i18next';

/**
 * What a job, an act or a kind of thing is called on screens: `usage.site.close` stands in the texts of its module as
 * `actions.site.close`; what the platform does for any module, such as imports, in the texts of this wheel. One without a
 * text, of a module that is gone, keeps its code.
 */
export function useNames() {
  const { i18n } = useTranslation();
  const nameOf = (family: string, code: string): string => {
    const [module = '', ...rest] = code.split('.');
    const namespace = module === 'platform' ? 'operations' : module;
    const key = `${family}.${rest.join('.')}`;
    return i18n.t([`${namespace}:${key}`, `operations:${key}`] as never, { defaultValue: code });
  };
  return {
    job: (code: string) => nameOf('jobs', code),
    action: (code: string) => nameOf('actions', code),
    subject: (code: string) => nameOf('subjects', code),
    /** `contact.phone` → its parts in words, where those are common ones. */
    field: (path: string): string =>
      path
        .split('.')
        .map((part) => i18n.t(`operations:field.${part}` as never, { defaultValue: part }))
        .join(' › '),
    /** `usage` → the name of its wheel. */
    module: (name: string): string =>
      i18n.t(`${name === 'platform' ? 'operations' : name}:nav.wheel` as never, { defaultValue: name }),
  };
}
