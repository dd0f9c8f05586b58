import type usage from '../i18n/vi.json';

declare module '#platform/web/i18n/resources.ts' {
  interface TextResources {
    usage: typeof usage;
  }
}
