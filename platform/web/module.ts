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
  /** A card of *my work*: what waits for me here. Lazy too; it renders null when nothing does. */
  home?: ComponentType;
}
