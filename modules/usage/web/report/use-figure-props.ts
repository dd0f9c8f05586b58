import { useTranslation } from 'react-i18next';
import type { FigureProps } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { FigureKey, Figures } from '../../contract.ts';

const AS = { count: 'number', ratio: 'percent', seconds: 'duration' } as const;

/** A figure of the server as the kit shows it: parts, change against the period before, definition with its version. */
export function useFigureProps() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  return (key: FigureKey, figures: Figures | undefined): FigureProps => {
    const figure = figures?.[key];
    const label = t(`figure.${key}`);
    if (!figure) return { label, value: undefined };
    const { value, unit, numerator, denominator, change, previous, definition } = figure;
    return {
      label,
      value,
      as: AS[unit],
      noValue: t('figure.noValue'),
      definition: { text: t(`definition.${key}`), source: t('definition.source'), version: String(definition.version) },
      ...(denominator !== null && {
        parts: {
          numerator,
          denominator,
          numeratorLabel: unit === 'seconds' ? t('part.seconds') : t('part.bounces'),
          denominatorLabel: t('part.visits'),
        },
      }),
      ...(change !== null &&
        previous !== null && {
          change: {
            by: change,
            against: `${format.day(previous.period.from)} – ${format.day(previous.period.to)}`,
            good: key === 'bounceRate' || key === 'bots' ? ('down' as const) : ('up' as const),
          },
        }),
    };
  };
}
