import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayRange, useUrlParam } from '#platform/web/kit/index.ts';
import { SegmentChoice } from '../segments/segment-choice.tsx';
import { useSiteCode } from '../site/use-site.ts';
import { HoursChart } from './hours-chart.tsx';
import { LivePanel } from './live-panel.tsx';
import styles from './report.module.css';
import { ReportFigures } from './report-figures.tsx';
import { ReportTables } from './report-tables.tsx';
import { SeriesChart } from './series-chart.tsx';

/** The use of one site over a period, and what happens on it now. */
export function ReportScreen() {
  const { t } = useTranslation('usage');
  const code = useSiteCode();
  const [compare, setCompare] = useUrlParam('compare', 'yes');
  const comparing = compare === 'yes';
  return (
    <>
      <div className={styles.bar}>
        <DayRange />
        <SegmentChoice />
        <Switch
          label={t('report.compare')}
          checked={comparing}
          onChange={(event) => setCompare(event.currentTarget.checked ? 'yes' : 'no')}
        />
      </div>
      <ReportFigures code={code} compare={comparing} />
      <div className={styles.columns}>
        <SeriesChart code={code} compare={comparing} />
        <LivePanel code={code} />
      </div>
      <HoursChart code={code} />
      <ReportTables />
    </>
  );
}
