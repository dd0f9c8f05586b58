import { useComputedColorScheme } from '@mantine/core';
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useFormat } from '../../use-format.ts';
import type { ChartProps } from '../props.ts';
import { optionOf } from './option.ts';

register([
  LineChart,
  BarChart,
  HeatmapChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** The drawn chart. Colours come from the tokens, so it is drawn anew when the scheme changes. */
export default function Drawing(props: ChartProps & { height: number }) {
  const { title, categories, series, kind, unit, remarks, height } = props;
  const format = useFormat();
  const scheme = useComputedColorScheme();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const option = useRef<EChartsCoreOption | null>(null);

  useEffect(() => {
    const element = box.current as HTMLDivElement;
    const made = init(element, undefined, { renderer: 'svg' });
    chart.current = made;
    const watch = new ResizeObserver(() => {
      made.resize();
      // Lines at notes do not follow a new size by themselves.
      if (option.current) made.setOption(option.current, { notMerge: true });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(`--nc-${name}`).trim();
    option.current = optionOf({ kind, categories, series, unit, ...(remarks && { remarks }) }, format, colour);
    chart.current?.setOption(option.current, { notMerge: true });
  }, [kind, categories, series, unit, remarks, format, scheme]);

  const total = series.reduce(
    (sum, { values }) => sum + values.reduce<number>((part, value) => part + (value ?? 0), 0),
    0,
  );
  return <div ref={box} style={{ height }} role="img" aria-label={`${title}: ${format.number(total)} ${unit}`} />;
}
