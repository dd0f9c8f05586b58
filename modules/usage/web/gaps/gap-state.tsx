import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { GapState as State } from '../../contract.ts';

const TONES = { open: 'late', ended: 'soon', filled: 'quiet' } as const satisfies Record<State, string>;

export function GapState({ state }: { state: State }) {
  const { t } = useTranslation('usage');
  return <StateBadge tone={TONES[state]}>{t(`gaps.states.${state}`)}</StateBadge>;
}
