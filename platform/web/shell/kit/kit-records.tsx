import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Record, StateBadge, Timeline } from '../../kit/index.ts';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

export function KitRecords() {
  const { t } = useTranslation();
  return (
    <>
      <Record
        number="H32.07"
        title={t('kit.long')}
        state={<StateBadge tone="soon">{t('kit.soon')}</StateBadge>}
        moreActions={<Button variant="default">{t('kit.more')}</Button>}
        action={<Button>{t('kit.open')}</Button>}
        facts={[
          { label: t('kit.name'), value: t('kit.long') },
          { label: t('kit.code'), value: '000.00.07.H32' },
          { label: t('kit.state'), value: null },
        ]}
        timeline={
          <Timeline
            items={[
              { key: '2', at: '2026-11-24T07:00:00Z', title: t('kit.done'), text: t('kit.long') },
              { key: '1', at: '2026-11-01', title: t('kit.created') },
            ]}
          />
        }
        onClose={() => {}}
      />
      <Record title="" loading />
      <Record title="" error={SAMPLE_PROBLEM} retry={() => {}} />
    </>
  );
}
