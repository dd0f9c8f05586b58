import type platform from './vi.json';

/**
 * All texts by namespace. A module adds its own, so that its keys are checked:
 *
 *     declare module '#platform/web/i18n/resources.ts' {
 *       interface TextResources { usage: typeof import('./vi.json') }
 *     }
 */
export interface TextResources {
  platform: typeof platform;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'platform';
    resources: TextResources;
  }
}
