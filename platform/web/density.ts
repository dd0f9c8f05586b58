import { useSyncExternalStore } from 'react';

/** How close together rows stand: `dense` for who works through lists, `roomy` for who reads. Kept in this browser. */
export type Density = 'dense' | 'roomy';

export const DENSITIES: readonly Density[] = ['dense', 'roomy'];
/** Also read by `public/before-paint.js`. */
const KEY = 'nhipcau.density';
const listeners = new Set<() => void>();

function current(): Density {
  return document.documentElement.dataset['density'] === 'roomy' ? 'roomy' : 'dense';
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function choose(density: Density): void {
  document.documentElement.dataset['density'] = density;
  localStorage.setItem(KEY, density);
  for (const listener of listeners) listener();
}

/** The density of this browser, and the way to change it. Styles read `data-density` of the page. */
export function useDensity(): [Density, (density: Density) => void] {
  return [useSyncExternalStore(listen, current), choose];
}
