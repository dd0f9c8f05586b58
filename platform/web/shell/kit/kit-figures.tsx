import { useTranslation } from 'react-i18next';
import { Figure, FigureRow } from '../../kit/index.ts';
import { SAMPLE_VALUES } from './sample.ts';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

export function KitFigures() {
  const { t } = useTranslation();
  const against = t('kit.before');
  return (
    <FigureRow>
      <Figure
        label={t('kit.visits')}
        value={1_143}
        change={{ by: 0.123, against }}
        trend={{ values: SAMPLE_VALUES, label: t('kit.viewsByDay') }}
        to="/kit"
        live
      />
      <Figure
        label={t('kit.onTime')}
        value={0.98}
        as="percent"
        parts={{
          numerator: 4_900,
          denominator: 5_000,
          numeratorLabel: t('kit.onTime').toLowerCase(),
          denominatorLabel: t('kit.resolved'),
        }}
        change={{ by: -0.05, against }}
        definition={{ text: t('kit.onTimeText'), source: '766/QĐ-TTg', version: '1' }}
      />
      <Figure label={t('kit.average')} value={125} as="duration" change={{ by: -0.2, against, good: 'down' }} />
      <Figure label={t('kit.long')} value={24_501_143} />
      <Figure label={t('kit.loading')} value={undefined} />
      <Figure label={t('kit.empty')} value={null} noValue={t('kit.noValue')} />
      <Figure label={t('kit.failed')} value={undefined} error={SAMPLE_PROBLEM} retry={() => {}} />
    </FigureRow>
  );
}
