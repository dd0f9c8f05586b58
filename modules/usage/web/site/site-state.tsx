import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { StateBadgeProps } from '#platform/web/kit/props.ts';
import type { SiteState as State } from '../../contract.ts';

const TONES: Record<State, StateBadgeProps['tone']> = {
  registered: 'soon',
  embedded: 'soon',
  receiving: 'done',
  interrupted: 'late',
  closed: 'quiet',
};

/** How far a site is with sending its hits. */
export function SiteState({ state }: { state: State }) {
  const { t } = useTranslation('usage');
  return <StateBadge tone={TONES[state]}>{t(`state.${state}`)}</StateBadge>;
}
