import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { StateBadgeProps } from '#platform/web/kit/props.ts';
import type { LogImport, LogImportState } from '../../contract.ts';

const TONES: Record<LogImportState, StateBadgeProps['tone']> = {
  uploaded: 'soon',
  waiting: 'active',
  running: 'active',
  done: 'done',
  cancelled: 'quiet',
  failed: 'late',
  undoing: 'active',
  undone: 'quiet',
};

export function ImportState({ state }: Pick<LogImport, 'state'>) {
  const { t } = useTranslation('usage');
  return <StateBadge tone={TONES[state]}>{t(`logs.state.${state}`)}</StateBadge>;
}

/** Sum of the counts of one kind. */
export function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, some) => sum + some, 0);
}
