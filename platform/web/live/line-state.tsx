import { useTranslation } from 'react-i18next';
import { StateBadge } from '../kit/state-badge.tsx';
import type { LineState as State } from './use-live.ts';

/** A small word while the live line is lost; nothing while all is well. */
export function LineState({ state }: { state: State }) {
  const { t } = useTranslation();
  return <span role="status">{state === 'lost' && <StateBadge tone="soon">{t('live.lost')}</StateBadge>}</span>;
}
