import { defineContract } from '#platform/contract.ts';
import { alertRoutes } from './contract/alerts.ts';
import { annotationRoutes } from './contract/annotations.ts';
import { boardRoutes, publicBoardRoutes } from './contract/boards.ts';
import { evaluationRoutes } from './contract/evaluation.ts';
import { gapRoutes } from './contract/gaps.ts';
import { goalRoutes } from './contract/goals.ts';
import { importRoutes } from './contract/imports.ts';
import { keyRoutes } from './contract/keys.ts';
import { logImportRoutes, logUploadRoutes } from './contract/log-imports.ts';
import { pageReportRoutes } from './contract/page-reports.ts';
import { reportMailRoutes } from './contract/report-mails.ts';
import { reportRoutes } from './contract/reports.ts';
import { segmentRoutes } from './contract/segments.ts';
import { serviceRoutes } from './contract/services.ts';
import { siteRoutes } from './contract/sites.ts';

export * from './contract/alerts.ts';
export * from './contract/annotations.ts';
export * from './contract/boards.ts';
export { Owner, SiteKind, SiteRef, SiteState } from './contract/common.ts';
export * from './contract/evaluation.ts';
export * from './contract/gaps.ts';
export * from './contract/goals.ts';
export { IMPORT_KINDS, type ImportKindName } from './contract/imports.ts';
export * from './contract/keys.ts';
export * from './contract/log-imports.ts';
export * from './contract/page-reports.ts';
export * from './contract/report-mails.ts';
export * from './contract/reports.ts';
export * from './contract/segments.ts';
export * from './contract/services.ts';
export * from './contract/sites.ts';

/** Live topics: `usage.board` for all that a person may see, `usage.site:<code>` for one site. Screens ask again for what they show. */
export const BOARD_TOPIC = 'usage.board';
export const siteTopic = (code: number): string => `usage.site:${code}`;
/** How imports of logs into a site go on. */
export const logImportTopic = (code: number): string => `usage.log_imports:${code}`;

export const usageContract = defineContract({
  ...siteRoutes,
  ...keyRoutes,
  ...reportRoutes,
  ...logImportRoutes,
  ...gapRoutes,
  ...evaluationRoutes,
  ...alertRoutes,
  ...annotationRoutes,
  ...goalRoutes,
  ...importRoutes,
  ...pageReportRoutes,
  ...serviceRoutes,
  ...boardRoutes,
  ...reportMailRoutes,
  ...segmentRoutes,
});
/** Apart, because they answer from memory, with their own caching. */
export const publicBoardContract = defineContract(publicBoardRoutes);
/** Apart, because its body is no JSON. */
export const logUploadContract = defineContract(logUploadRoutes);
