import { importHandlers } from '#platform/server/imports/handlers.ts';
import { importJobs } from '#platform/server/imports/run-import.ts';
import { agenciesKind } from './agencies-kind.ts';
import { peopleKind } from './people-kind.ts';

const kinds = [peopleKind, agenciesKind];
const jobs = importJobs('directory', kinds);

/** What the directory takes in from files. The frame is the platform's; here stand its two kinds. */
export const directoryImports = { kinds, job: jobs.run };
export const importJobList = [jobs.run, jobs.resume];
export const directoryImportHandlers = importHandlers(directoryImports);
