import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Language } from './i18n/language.ts';

/** One spoke of a wheel's menu. */
export interface NavItem {
  /** Where it leads, e.g. `/usage/sites`. */
  path: string;
  /** Key of its name in the module's texts, e.g. `nav.sites`. */
  label: string;
  /** Shown only to who holds this permission somewhere. */
  permission?: string;
}

/** A wheel of the mission as the navigation shows it. */
export interface Wheel {
  /** Place among the wheels; the directory comes last (900), the use of services is 200. */
  order: number;
  /** Key of its name in the module's texts, e.g. `nav.wheel`. */
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
}

/** A language's texts are loaded when the language is chosen. */
export type TextLoaders = Record<Language, () => Promise<{ default: object }>>;

/** One thing that a search has found. */
export interface Found {
  /** Unlike all others of its provider. */
  key: string;
  title: string;
  /** Quiet words that tell it from others of the same name: its agency, its code. */
  hint?: string | undefined;
  /** The address of its screen, e.g. `/people?open=…`. */
  path: string;
}

/** A kind of things that `Ctrl K` finds. */
export interface SearchProvider {
  /** Key of its name in the module's texts, e.g. `search.people`. */
  label: string;
  /** Asked only for who holds this permission somewhere. */
  permission?: string;
  /** The few that fit best, with accents or without. What was typed meanwhile aborts `signal`. @throws ApiProblem */
  find(words: string, signal: AbortSignal): Promise<Found[]>;
}

/** A chapter of the help: keys of the module's texts. A text's lines are its paragraphs. */
export interface HelpChapter {
  title: string;
  text: string;
  permission?: string;
}

/**
 * What a module gives to the shell; `app/web.tsx` lists them. Screens are lazy:
 * `createRoute({ getParentRoute: () => parent, path: '/usage', component: lazyRouteComponent(() => import('./board.tsx'), 'Board') })`.
 */
export interface WebModule {
  /** Also the namespace of its texts and the first part of its paths. */
  name: string;
  wheel: Wheel;
  nav: NavItem[];
  routes(parent: AnyRoute): AnyRoute[];
  texts: TextLoaders;
  /** What `Ctrl K` finds here. */
  search?: readonly SearchProvider[];
  /** What the help says of the module's screens. */
  help?: readonly HelpChapter[];
  /** A card of *my work*: what waits for me here. Lazy too; it renders null when nothing does. */
  home?: ComponentType;
}
