const WIDTH = 96;
const HEIGHT = 28;

/** A small line without axes: only the shape. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  if (values.length < 2) return null;
  const points = pointsOf(values);
  const [x, y] = points.at(-1) as [number, number];
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline
        points={points.map((point) => point.join(',')).join(' ')}
        fill="none"
        stroke="var(--nc-chart-1)"
        strokeWidth={1.75}
        strokeLinejoin="round"
      />
      <circle cx={x} cy={y} r={2.5} fill="var(--nc-chart-1)" />
    </svg>
  );
}

/** Points inside the box, from zero up, so that small changes do not look large. */
export function pointsOf(values: number[]): [number, number][] {
  const top = Math.max(...values, 1);
  const step = (WIDTH - 6) / (values.length - 1);
  return values.map((value, i) => [round(3 + i * step), round(HEIGHT - 3 - (Math.max(0, value) / top) * (HEIGHT - 6))]);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
