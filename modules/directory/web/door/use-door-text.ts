import { createContext, use } from 'react';
import type { Language } from '#platform/web/i18n/language.ts';
import type vi from './texts/vi.json';

/** Keys of nested texts with dots between: `missing.email`. */
type KeyOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}` }[keyof T & string];

export type DoorTexts = typeof vi;
export type DoorKey = KeyOf<DoorTexts>;
export type DoorText = (key: DoorKey, values?: Record<string, string | number>) => string;

/** The door is small: it loads one language and looks words up by itself. */
export const DOOR_TEXTS: Record<Language, () => Promise<{ default: DoorTexts }>> = {
  vi: () => import('./texts/vi.json'),
  en: () => import('./texts/en.json'),
};

export function doorText(texts: DoorTexts): DoorText {
  return (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<unknown>((level, part) => (level as Record<string, unknown>)[part], texts) as string;
    return found.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

export const DoorTextContext = createContext<DoorText>((key) => key);

export function useDoorText(): DoorText {
  return use(DoorTextContext);
}
