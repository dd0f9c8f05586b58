import type { EChartsCoreOption } from 'echarts/core';
import type { Format } from '../../format.ts';
import type { ChartProps, ChartRemark } from '../props.ts';

type Drawn = Pick<ChartProps, 'kind' | 'categories' | 'series' | 'unit' | 'remarks'>;
/** A token's value, by its name without `--nc-`. */
type Colour = (token: string) => string;

const MAX_SERIES = 6;
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

/** What the drawing library is told: quiet axes from zero, named numbers, our colours. */
export function optionOf(chart: Drawn, format: Format, colour: Colour): EChartsCoreOption {
  const words = { color: colour('quiet'), fontFamily: 'Be Vietnam Pro', fontSize: 12 };
  const shared = {
    animation: false,
    textStyle: { fontFamily: 'Be Vietnam Pro' },
    tooltip: {
      trigger: chart.kind === 'heatmap' ? 'item' : 'axis',
      confine: true,
      backgroundColor: colour('surface'),
      borderColor: colour('line'),
      textStyle: { color: colour('text'), fontFamily: 'Be Vietnam Pro', fontSize: 13 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? `${format.number(value)} ${chart.unit}` : '–'),
    },
  };
  return chart.kind === 'heatmap'
    ? { ...shared, ...heatmap(chart, format, colour, words) }
    : { ...shared, ...axes(chart, format, colour, words) };
}

function axes({ kind, categories, series, unit, remarks = [] }: Drawn, format: Format, colour: Colour, words: object) {
  const flat = kind === 'bar-horizontal';
  const names = {
    type: 'category',
    data: categories,
    inverse: flat,
    axisLabel: { ...words, ...(flat && { width: 150, overflow: 'truncate' }), hideOverlap: true },
    axisLine: { lineStyle: { color: colour('line-strong') } },
    axisTick: { show: false },
    boundaryGap: kind !== 'line',
  };
  const numbers = {
    type: 'value',
    min: 0,
    minInterval: 1,
    name: unit,
    nameTextStyle: { ...words, align: flat ? 'right' : 'left' },
    nameLocation: 'end',
    nameGap: flat ? 6 : 12,
    axisLabel: { ...words, formatter: format.short, hideOverlap: true },
    splitLine: { lineStyle: { color: colour('line') } },
  };
  return {
    grid: { left: 4, right: 16, top: 30, bottom: series.length > 1 ? 34 : 4, containLabel: true },
    legend: series.length > 1 ? { bottom: 0, icon: 'roundRect', textStyle: words } : undefined,
    xAxis: flat ? { ...numbers, name: undefined } : names,
    yAxis: flat ? names : numbers,
    series: series.slice(0, MAX_SERIES).map(({ name, values }, i) => ({
      name,
      data: values,
      type: kind === 'line' ? 'line' : 'bar',
      color: colour(`chart-${i + 1}`),
      // The mark tells lines apart without colour.
      symbol: MARKS[i],
      symbolSize: 5,
      showSymbol: categories.length <= 45 && series.length > 1,
      lineStyle: { width: 2 },
      barMaxWidth: 26,
      ...(kind === 'line' && series.length === 1 && { areaStyle: { opacity: 0.12 } }),
      itemStyle: kind === 'line' ? {} : { borderRadius: flat ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      // They belong to the chart; the first series carries them.
      ...(i === 0 && remarks.length > 0 && remarked(remarks, categories.length - 1, colour)),
    })),
  };
}

/** Gaps are shaded; notes are lines with a number, which the list beside the chart explains. */
function remarked(remarks: readonly ChartRemark[], last: number, colour: Colour) {
  const gaps = remarks.filter(({ kind }) => kind === 'gap');
  const notes = remarks.filter(({ kind }) => kind !== 'gap');
  return {
    markArea: {
      silent: true,
      itemStyle: { color: colour('late'), opacity: 0.14 },
      // From point to point: what lies within a day ends where the next one is drawn.
      data: gaps.map(({ from, to = from }) => [
        { xAxis: Math.max(0, Math.min(from, last - 1)) },
        { xAxis: Math.min(to + 1, last) },
      ]),
    },
    markLine: {
      silent: true,
      symbol: ['none', 'none'],
      lineStyle: { color: colour('quiet'), type: 'dashed', width: 1 },
      label: { color: colour('text'), fontFamily: 'Be Vietnam Pro', fontSize: 12, formatter: '{b}' },
      data: notes.map(({ from }, index) => ({ xAxis: from, name: String(index + 1) })),
    },
  };
}

function heatmap({ categories, series, unit }: Drawn, format: Format, colour: Colour, words: object) {
  const cells = series.flatMap(({ values }, y) => values.map((value, x) => [x, y, value ?? 0]));
  const axis = {
    type: 'category',
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...words, hideOverlap: true },
  };
  return {
    tooltip: {
      confine: true,
      backgroundColor: colour('surface'),
      borderColor: colour('line'),
      textStyle: { color: colour('text'), fontFamily: 'Be Vietnam Pro', fontSize: 13 },
      formatter: ({ value: [x, y, count] }: { value: [number, number, number] }) =>
        `${series[y]?.name}, ${categories[x]}: ${format.number(count)} ${unit}`,
    },
    grid: { left: 4, right: 4, top: 4, bottom: 44, containLabel: true },
    xAxis: { ...axis, data: categories },
    yAxis: { ...axis, data: series.map(({ name }) => name), inverse: true },
    visualMap: {
      min: 0,
      max: Math.max(1, ...cells.map(([, , count]) => count as number)),
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 140,
      itemWidth: 12,
      text: [unit, '0'],
      textStyle: words,
      inRange: { color: [colour('sunken'), colour('chart-1')] },
    },
    series: [
      { type: 'heatmap', data: cells, itemStyle: { borderColor: colour('surface'), borderWidth: 2, borderRadius: 3 } },
    ],
  };
}
