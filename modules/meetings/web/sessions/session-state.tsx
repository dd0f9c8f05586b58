import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { StateBadgeProps } from '#platform/web/kit/props.ts';
import type { SessionState as State } from '../../contract.ts';

const TONES: Record<State, StateBadgeProps['tone']> = {
  draft: 'quiet',
  invited: 'soon',
  open: 'active',
  paused: 'soon',
  closed: 'done',
  cancelled: 'late',
};

export function SessionState({ state }: { state: State }) {
  const { t } = useTranslation('meetings');
  return <StateBadge tone={TONES[state]}>{t(`state.${state}`)}</StateBadge>;
}
