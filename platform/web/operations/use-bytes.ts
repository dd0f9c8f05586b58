import { useFormat } from '../use-format.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** 1.250.000 → `1,3 MB`. */
export function useBytes(): (bytes: number) => string {
  const format = useFormat();
  return (bytes) => {
    const power = bytes < 1_000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
    const value = bytes / 1_000 ** power;
    return `${format.number(value, power === 0 || value >= 100 ? 0 : 1)}\u00a0${UNITS[power]}`;
  };
}
