import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { ServerModule } from '#platform/server/module.ts';
import type { Platform } from '#platform/server/platform.ts';
import { usageErrors } from '../errors.ts';
import { startActivityRecorder } from './activity/record-activity.ts';
import { checkAlertsJob } from './alerts/check-alerts.job.ts';
import { type Collector, startCollector } from './collector/collector.ts';
import { checkConnectionJob } from './connection/check-connection.job.ts';
import { demo } from './demo.ts';
import { findGapsJob } from './gaps/find-gaps.job.ts';
import { learnRhythmsJob } from './gaps/learn-rhythms.job.ts';
import { sweepGapsJob } from './gaps/sweep-gaps.job.ts';
import { usageClickHouse } from './hits.clickhouse.ts';
import { importJobList } from './imports/index.ts';
import { keepVisitsJob } from './kept-visits/keep-visits.job.ts';
import { endImports, importLog, importLogJob } from './log-import/import-log.job.ts';
import { getLogImport } from './log-import/list-imports.ts';
import { startLogImport } from './log-import/start-import.ts';
import { resumeImports, tidyImportsJob } from './log-import/tidy-imports.job.ts';
import { undoImportJob } from './log-import/undo-import.job.ts';
import { uploadLog } from './log-import/upload-log.ts';
import { mayHear } from './may-hear.ts';
import { usageMigrations } from './migrations/index.ts';
import { usagePermissions } from './permissions.ts';
import { buildPublicBoardsJob } from './public-board/build.job.ts';
import { planReportMailsJob, sendReportMailJob } from './report-mails/send.job.ts';
import { forgetOldHitsJob } from './retention/forget-old-hits.job.ts';
import { routes } from './routes.ts';
import { forgetSetAsideJob } from './set-aside/forget-set-aside.job.ts';
import { startSetAsideRecorder } from './set-aside/record-set-aside.ts';
import { openSiteRegistry } from './sites/registry.ts';
import { reorganisationEffects } from './sites/reorganisation-effects.ts';
import { destroySaltsJob } from './sites/salts.job.ts';

/** For the command that imports logs. */
export type { LogImport } from '../contract.ts';
export { getLogImport, importLog, startLogImport, uploadLog };

/** The collector of this process, for whoever must know that nothing waits in it any more. */
const collectors = new WeakMap<Platform, Collector>();

export const usage: ServerModule = {
  name: 'usage',
  errors: usageErrors.specs,
  permissions: usagePermissions,
  migrations: usageMigrations,
  clickhouse: usageClickHouse,
  routes,
  jobs: [
    checkConnectionJob,
    destroySaltsJob,
    forgetSetAsideJob,
    findGapsJob,
    checkAlertsJob,
    sweepGapsJob,
    learnRhythmsJob,
    importLogJob,
    undoImportJob,
    buildPublicBoardsJob,
    planReportMailsJob,
    sendReportMailJob,
    tidyImportsJob,
    ...importJobList,
    keepVisitsJob,
    forgetOldHitsJob,
  ],
  mayHear,
  reorganisationEffects,
  demo,
  settle: async (platform) => await collectors.get(platform)?.settle(),
  waiting(platform) {
    const state = collectors.get(platform)?.state();
    if (!state) return null;
    const { waitingHits, waitingSince, logBytes, logMaxBytes, refusal, storeError } = state;
    return {
      count: waitingHits,
      since: waitingSince,
      bytes: logBytes,
      maxBytes: logMaxBytes,
      problem: refusal ?? storeError,
    };
  },
  async start(platform, services) {
    // What a killed process was counting goes on at once.
    if (services.has('worker')) await resumeImports(platform, platform.now());
    if (!services.has('collector')) return { stop: async () => endImports(platform) };
    const sites = await openSiteRegistry(platform);
    const actor = { kind: 'system', name: 'usage.collector' } as const;
    const recorder = startActivityRecorder({ platform, actor, requestId: uuidv7(), locale: 'vi' });
    const collector = await startCollector({
      config: platform.config,
      log: platform.log,
      metrics: platform.metrics,
      clickhouse: platform.clickhouse,
      sites,
      visitorKey: platform.secrets.visitorKey,
      folder: join(platform.config.dataDir, 'collector'),
      onStored: (codes) => recorder.note(codes),
    });
    collectors.set(platform, collector);
    const setAside = startSetAsideRecorder(platform, () => collector.takeSetAside());
    return {
      rawHandler: collector.rawHandler,
      health: { collector: () => collector.state().refusal === null },
      async stop() {
        endImports(platform);
        await collector.stop();
        await Promise.all([recorder.stop(), setAside.stop()]);
        await sites.close();
      },
    };
  },
};
