import { importHandlers } from '#platform/server/imports/handlers.ts';
import { importJobs } from '#platform/server/imports/run-import.ts';
import { servicesKind } from './services-kind.ts';
import { sitesKind } from './sites-kind.ts';

const kinds = [sitesKind, servicesKind];
const jobs = importJobs('usage', kinds);

/** What is taken in from files. The frame is the platform's; here stand its two kinds. */
export const usageImports = { kinds, job: jobs.run };
export const importJobList = [jobs.run, jobs.resume];
export const usageImportHandlers = importHandlers(usageImports);
