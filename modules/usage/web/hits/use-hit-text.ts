import { useTranslation } from 'react-i18next';
import type { HitRow } from '../../contract.ts';

/** What a hit was about, in one line: the page's title, else what was clicked, searched or done. */
export function useHitText(): (hit: HitRow) => string {
  const { t } = useTranslation('usage');
  return ({ kind, title, path, subject }) =>
    (kind === 'page' ? title || path : subject || title || path) || t('hits.noName');
}
