import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import type { MapUnitProps, UnitMapProps } from '../props.ts';
import { drawOutlines } from './outlines.ts';
import { type Arrow, classOf, nextSpot } from './steps.ts';
import { layTiles } from './tiles.ts';
import styles from './unit-map.module.css';

const TILE = 40;
const GAP = 3;

interface Shape {
  unit: MapUnitProps;
  x: number;
  y: number;
  /** `d` of a path; null for a tile around x and y. */
  path: string | null;
}

interface Layout {
  shapes: Shape[];
  width: number;
  height: number;
  /** Of tiles one above another; 0 where outlines are drawn. */
  rows: number;
}

type MapDrawingProps = UnitMapProps & { ends: readonly number[]; onPoint(id: string | null): void };

export function MapDrawing(props: MapDrawingProps) {
  const { title, units, outlines, valueLabel, selectedId, onSelect, onPoint, ends } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { shapes, width, height, rows } = useMemo(() => layOut(units, outlines ?? []), [units, outlines]);
  const [focusId, setFocusId] = useState<string | null>(null);
  const root = useRef<SVGSVGElement>(null);
  const stop = [focusId, selectedId].find((id) => shapes.some(({ unit }) => unit.id === id)) ?? shapes[0]?.unit.id;
  const spots = shapes.map(({ unit, x, y }) => ({ id: unit.id, x, y }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !stop) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect?.(stop);
      return;
    }
    if (!ARROWS.includes(event.key as Arrow)) return;
    event.preventDefault();
    const next = nextSpot(spots, stop, event.key as Arrow);
    if (next) root.current?.querySelector<SVGElement>(`[data-id="${CSS.escape(next)}"]`)?.focus();
  };
  const nameOf = ({ name, value }: MapUnitProps) =>
    valueLabel ? `${name}: ${value == null ? t('map.noValue') : format.number(value)}` : name;
  return (
    <svg
      ref={root}
      className={styles.svg}
      style={{ '--rows': rows } as CSSProperties}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={t('map.label', { title })}
    >
      {shapes.map(({ unit, x, y, path }) => (
        <g
          key={unit.id}
          data-id={unit.id}
          data-class={
            unit.value == null || ends.length === 0 ? 'none' : shadeOf(classOf(unit.value, ends), ends.length)
          }
          data-selected={unit.id === selectedId || undefined}
          role="button"
          aria-label={nameOf(unit)}
          aria-pressed={unit.id === selectedId}
          tabIndex={unit.id === stop ? 0 : -1}
          className={styles.unit}
          onFocus={() => {
            setFocusId(unit.id);
            onPoint(unit.id);
          }}
          onBlur={() => onPoint(null)}
          onKeyDown={onKeyDown}
          onPointerEnter={() => onPoint(unit.id)}
          onPointerLeave={() => onPoint(null)}
          onClick={() => onSelect?.(unit.id)}
        >
          {path === null ? (
            <>
              <rect x={x - TILE / 2} y={y - TILE / 2} width={TILE} height={TILE} rx={5} />
              <text x={x} y={y} aria-hidden className={styles.word}>
                {wordsOf(unit.short).map((line, i, all) => (
                  <tspan key={line} x={x} dy={i === 0 ? `${0.35 - (all.length - 1) * 0.55}em` : '1.1em'}>
                    {/* The space is not seen: lines of one name are words. */}
                    {`${line} `}
                  </tspan>
                ))}
              </text>
            </>
          ) : (
            <path d={path} />
          )}
        </g>
      ))}
    </svg>
  );
}

const ARROWS: readonly Arrow[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** Few classes are spread over all shades, so that two are told apart. */
function shadeOf(at: number, count: number): number {
  return count === 1 ? 2 : Math.round((at * 4) / (count - 1));
}

function layOut(units: readonly MapUnitProps[], outlines: NonNullable<UnitMapProps['outlines']>): Layout {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const known = outlines.filter(({ id }) => byId.has(id));
  if (known.length === 0) return layOutTiles(units);
  const { shapes, apart, width, height } = drawOutlines(known);
  const drawn = shapes.map(({ id, ...shape }) => ({ unit: byId.get(id) as MapUnitProps, ...shape }));
  const outside = [...apart, ...units.filter(({ id }) => !known.some((one) => one.id === id)).map(({ id }) => id)];
  // What has no outline here stands at the right edge, from the bottom up.
  const beside = outside.map((id, i) => ({
    unit: byId.get(id) as MapUnitProps,
    x: width + TILE,
    y: height - TILE / 2 - i * (TILE + GAP),
    path: null,
  }));
  return { shapes: [...drawn, ...beside], width: outside.length > 0 ? width + 2 * TILE : width, height, rows: 0 };
}

function layOutTiles(units: readonly MapUnitProps[]): Layout {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const tiles = layTiles(units);
  const side = TILE + GAP;
  const shapes = tiles
    .map(({ id, column, row }) => ({
      unit: byId.get(id) as MapUnitProps,
      x: column * side + TILE / 2 + GAP,
      y: row * side + TILE / 2 + GAP,
      path: null,
    }))
    // Reading order is that of a page: from the top left.
    .toSorted((a, b) => a.y - b.y || a.x - b.x);
  const rows = Math.max(0, ...tiles.map(({ row }) => row)) + 1;
  return {
    shapes,
    width: (Math.max(0, ...tiles.map(({ column }) => column)) + 1) * side + GAP,
    height: rows * side + GAP,
    rows,
  };
}

/** Up to three short lines: `Bắc Nha Trang` → Bắc · Nha · Trang. */
function wordsOf(name: string): string[] {
  const words = name.split(' ');
  return words.length <= 3 ? words : [words[0] as string, words.slice(1, -1).join(' '), words.at(-1) as string];
}
