import type operations from './i18n/vi.json';

declare module '#platform/web/i18n/resources.ts' {
  interface TextResources {
    operations: typeof operations;
  }
}
