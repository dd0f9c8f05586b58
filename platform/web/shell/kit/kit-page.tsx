import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  CopyBlock,
  DayField,
  DayRange,
  Deadline,
  Empty,
  ErrorState,
  Page,
  PrintButton,
  PrintHead,
  Progress,
  StateBadge,
  Timeline,
} from '../../kit/index.ts';
import { KitCharts } from './kit-charts.tsx';
import { KitPickers, KitUploads } from './kit-fields.tsx';
import { KitFigures } from './kit-figures.tsx';
import { KitImport } from './kit-import.tsx';
import { KitList } from './kit-list.tsx';
import { KitMap } from './kit-map.tsx';
import { Part } from './kit-part.tsx';
import { KitRecords } from './kit-records.tsx';
import { KitTree } from './kit-tree.tsx';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

/** Every part of the kit in every state, to look at and for the checks of access. */
export function KitPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('kit.title')} lead={t('kit.lead')}>
      <Part name="Figure">
        <KitFigures />
      </Part>
      <Part name="List">
        <KitList />
      </Part>
      <Part name="Record">
        <KitRecords />
      </Part>
      <Part name="Chart">
        <KitCharts />
      </Part>
      <Part name="UnitMap">
        <KitMap />
      </Part>
      <Part name="Tree">
        <KitTree />
      </Part>
      <Part name="Progress">
        <Progress
          label={t('kit.import')}
          done={1_143}
          total={4_800}
          unit={t('kit.rows')}
          startedAt={STARTED}
          step={t('kit.step')}
          onCancel={nothing}
        />
        <Progress label={t('kit.import')} done={720} total={null} unit={t('kit.rows')} />
        <Progress label={t('kit.import')} done={4_800} total={4_800} unit={t('kit.rows')} state="done" />
        <Progress label={t('kit.import')} done={2_000} total={4_800} unit={t('kit.rows')} state="failed" />
      </Part>
      <Part name="StateBadge">
        {(['active', 'soon', 'late', 'done', 'quiet'] as const).map((tone) => (
          <span key={tone}>
            <StateBadge tone={tone}>{t(`kit.${tone}`)}</StateBadge>{' '}
          </span>
        ))}
      </Part>
      <Part name="Deadline">
        <p style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>
          {DUE.map((day) => (
            <Deadline key={day} day={day} today={TODAY} />
          ))}
          <Deadline day={TODAY} today={TODAY} doneOn="2026-11-20" />
          <Deadline day={TODAY} today={TODAY} doneOn="2026-12-01" />
        </p>
      </Part>
      <Part name="Timeline">
        <Timeline
          items={[
            { key: '3', at: '2026-11-24T07:00:00Z', title: t('kit.done'), text: t('kit.long') },
            { key: '2', at: '2026-11-03T01:30:00Z', title: t('kit.soon') },
            { key: '1', at: '2026-11-01', title: t('kit.created') },
          ]}
        />
      </Part>
      <Part name="Picker">
        <KitPickers />
      </Part>
      <Part name="Upload">
        <KitUploads />
      </Part>
      <Part name="Import">
        <KitImport />
      </Part>
      <Part name="Print">
        <PrintHead title={t('kit.ready')} facts={`${t('kit.search')}: nha trang`} preview />
        <PrintButton />
      </Part>
      <Part name="DayRange">
        <DayRange />
      </Part>
      <Part name="DayField">
        <DayField label={t('kit.day')} value="2021-11-30" onChange={nothing} />
        <DayField label={t('kit.day')} value="31/02/2026" onChange={nothing} />
      </Part>
      <Part name="CopyBlock">
        <CopyBlock
          label={t('kit.code')}
          text={'<script async src="https://nhipcau.khanhhoa.gov.vn/embed/gov-tracking.min.js"></script>'}
        />
      </Part>
      <Part name="Empty">
        <Empty title={t('kit.empty')} text={t('kit.emptyText')} action={<Button>{t('kit.first')}</Button>} />
      </Part>
      <Part name="ErrorState">
        <ErrorState error={SAMPLE_PROBLEM} retry={nothing} />
        <ErrorState error={SAMPLE_PROBLEM} retry={nothing} compact />
      </Part>
    </Page>
  );
}

const TODAY = '2026-11-25';
const DUE = ['2026-11-21', TODAY, '2026-11-28', '2026-12-31'];
const STARTED = new Date(Date.now() - 20_000);
const nothing = () => {};
