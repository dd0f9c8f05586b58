import type meetings from '../i18n/vi.json';

declare module '#platform/web/i18n/resources.ts' {
  interface TextResources {
    meetings: typeof meetings;
  }
}
