import type { FastifyInstance } from 'fastify';
import { mount } from '#platform/server/http/mount.ts';
import { sendPdf } from '#platform/server/pdf/send-pdf.ts';
import type { Platform } from '#platform/server/platform.ts';
import { sendSheet } from '#platform/server/sheets/write-sheet.ts';
import { logUploadContract, usageContract } from '../contract.ts';
import { getAgencyBoard } from './agency-board/get-agency-board.ts';
import { listAlerts } from './alerts/list-alerts.ts';
import { changeAlertRule, createAlertRule, listAlertRules, removeAlertRule } from './alerts/rules.ts';
import { addAnnotation, listAnnotations, removeAnnotation } from './annotations/annotations.ts';
import { createKey } from './api-keys/create-key.ts';
import { listKeys } from './api-keys/list-keys.ts';
import { revokeKey } from './api-keys/revoke-key.ts';
import { checkConnection, getConnection } from './connection/check-connection.ts';
import { getEmbed } from './connection/embed.ts';
import { addTrackerScript } from './connection/tracker-script.ts';
import { getEvaluation } from './evaluation/get-evaluation.ts';
import { listEvaluatedSites } from './evaluation/list-sites.ts';
import { evaluationPaper } from './evaluation/paper.ts';
import { evaluationSheet } from './evaluation/sheet.ts';
import { listInterruptions } from './gaps/list-gaps.ts';
import { changeGoal, createGoal, endGoal } from './goals/define-goal.ts';
import { listGoals } from './goals/list-goals.ts';
import { usageImportHandlers } from './imports/index.ts';
import { cancelLogImport } from './log-import/cancel-import.ts';
import { listLogImports } from './log-import/list-imports.ts';
import { previewLog } from './log-import/preview-log.ts';
import { logProblems } from './log-import/problems-file.ts';
import { startLogImport } from './log-import/start-import.ts';
import { undoLogImport } from './log-import/undo-import.ts';
import { uploadLog } from './log-import/upload-log.ts';
import { addMatomoApi } from './matomo-api/route.ts';
import { publishBoard, unpublishBoard } from './public-board/publish.ts';
import { addPublicBoards } from './public-board/route.ts';
import {
  createReportMail,
  listReportMails,
  listSentReports,
  sendReportMail,
  stopReportMail,
} from './report-mails/report-mails.ts';
import { addStopPage } from './report-mails/stop-page.ts';
import { getBoard } from './reports/board.ts';
import { listDevices } from './reports/devices.ts';
import { listEvents } from './reports/events.ts';
import { getFigures } from './reports/figures.ts';
import { listHits } from './reports/hits.ts';
import { getHours } from './reports/hours.ts';
import { getLive } from './reports/live.ts';
import { listContents, listEntries, listErrors, listExits, listLoads, listTimes } from './reports/page-reports.ts';
import { listPages } from './reports/pages.ts';
import { listSearches } from './reports/searches.ts';
import { getSeries } from './reports/series.ts';
import { listServices } from './reports/services.ts';
import { listSources } from './reports/sources.ts';
import { listDownloads, listOutlinks } from './reports/targets.ts';
import { getTotals } from './reports/totals.ts';
import { listSegments, removeSegment, saveSegment } from './segments/segments.ts';
import { listFunnels } from './services/funnels.ts';
import { listPublishedServices } from './services/list-services.ts';
import { publishServices, withdrawService } from './services/publish-services.ts';
import { getSetAside } from './set-aside/get-set-aside.ts';
import { changeSite } from './sites/change-site.ts';
import { closeSite } from './sites/close-site.ts';
import { getSite } from './sites/get-site.ts';
import { listSites } from './sites/list-sites.ts';
import { registerSite } from './sites/register-site.ts';

export function routes(app: FastifyInstance, platform: Platform): void {
  addTrackerScript(app);
  addMatomoApi(app);
  addPublicBoards(app, platform);
  addStopPage(app, platform);
  mount(app, 'usage', usageContract, {
    listSites: (ctx, { query }) => listSites(ctx, query),
    registerSite: async (ctx, { body }) => await getSite(ctx, await registerSite(ctx, body)),
    getSite: (ctx, { params }) => getSite(ctx, params.code),
    async changeSite(ctx, { params, body }) {
      await changeSite(ctx, params.code, body);
      return await getSite(ctx, params.code);
    },
    async closeSite(ctx, { params }) {
      await closeSite(ctx, params.code);
      return await getSite(ctx, params.code);
    },
    getEmbed: (ctx, { params }) => getEmbed(ctx, params.code),
    checkConnection: (ctx, { params }) => checkConnection(ctx, params.code),
    getConnection: (ctx, { params }) => getConnection(ctx, params.code),
    getSetAside: (ctx, { params }) => getSetAside(ctx, params.code),
    listKeys: (ctx, { params, query }) => listKeys(ctx, params.code, query),
    createKey: (ctx, { params, body }) => createKey(ctx, params.code, body),
    async revokeKey(ctx, { params }) {
      await revokeKey(ctx, params.code, params.id);
      return await listKeys(ctx, params.code, { limit: 50 });
    },
    getFigures: (ctx, { params, query }) => getFigures(ctx, params.code, query),
    getSeries: (ctx, { params, query }) => getSeries(ctx, params.code, query),
    listPages: (ctx, { params, query }) => listPages(ctx, params.code, query),
    listSources: (ctx, { params, query }) => listSources(ctx, params.code, query),
    getHours: (ctx, { params, query }) => getHours(ctx, params.code, query),
    listDevices: (ctx, { params, query }) => listDevices(ctx, params.code, query),
    listSearches: (ctx, { params, query }) => listSearches(ctx, params.code, query),
    listDownloads: (ctx, { params, query }) => listDownloads(ctx, params.code, query),
    listOutlinks: (ctx, { params, query }) => listOutlinks(ctx, params.code, query),
    listEvents: (ctx, { params, query }) => listEvents(ctx, params.code, query),
    listServices: (ctx, { params, query }) => listServices(ctx, params.code, query),
    listHits: (ctx, { params, query }) => listHits(ctx, params.code, query),
    getLive: (ctx, { params, query }) => getLive(ctx, params.code, query.limit),
    getBoard: (ctx, { query }) => getBoard(ctx, query),
    getTotals: (ctx, { query }) => getTotals(ctx, query),
    listInterruptions: (ctx, { query }) => listInterruptions(ctx, query),
    listReportMails: (ctx, { query }) => listReportMails(ctx, query),
    createReportMail: (ctx, { body }) => createReportMail(ctx, body),
    async sendReportMail(ctx, { params }) {
      await sendReportMail(ctx, params.id);
      return { queued: true as const };
    },
    async stopReportMail(ctx, { params }) {
      await stopReportMail(ctx, params.id);
      return { stopped: true as const };
    },
    listSentReports: (ctx, { params, query }) => listSentReports(ctx, params.id, query),
    listSegments: (ctx) => listSegments(ctx),
    async saveSegment(ctx, { body }) {
      await saveSegment(ctx, body);
      return await listSegments(ctx);
    },
    async removeSegment(ctx, { params }) {
      await removeSegment(ctx, params.id);
      return await listSegments(ctx);
    },
    getAgencyBoard: (ctx, { query }) => getAgencyBoard(ctx, query),
    publishBoard: (ctx, { params, body }) => publishBoard(ctx, params.id, body),
    async unpublishBoard(ctx, { params }) {
      await unpublishBoard(ctx, params.id);
      return { publicBoard: null };
    },
    getEvaluation: (ctx, { query }) => getEvaluation(ctx, query),
    listEvaluatedSites: (ctx, { query }) => listEvaluatedSites(ctx, query),
    async getEvaluationSheet(ctx, { query }, { reply }) {
      const { name, rows } = await evaluationSheet(ctx, query);
      await sendSheet(reply, query.format, name, rows);
      return '';
    },
    async getEvaluationPaper(ctx, { query }, { reply }) {
      const { name, bytes } = await evaluationPaper(ctx, query);
      await sendPdf(reply, name, bytes);
      return '';
    },
    ...usageImportHandlers,
    listEntries: (ctx, { params, query }) => listEntries(ctx, params.code, query),
    listExits: (ctx, { params, query }) => listExits(ctx, params.code, query),
    listTimes: (ctx, { params, query }) => listTimes(ctx, params.code, query),
    listLoads: (ctx, { params, query }) => listLoads(ctx, params.code, query),
    listContents: (ctx, { params, query }) => listContents(ctx, params.code, query),
    listErrors: (ctx, { params, query }) => listErrors(ctx, params.code, query),
    listGoals: (ctx, { params, query }) => listGoals(ctx, params.code, query),
    createGoal: (ctx, { params, body }) => createGoal(ctx, params.code, body),
    changeGoal: (ctx, { params, body }) => changeGoal(ctx, params.code, params.id, body),
    endGoal: (ctx, { params }) => endGoal(ctx, params.code, params.id),
    listFunnels: (ctx, { query }) => listFunnels(ctx, query),
    listPublishedServices: (ctx, { query }) => listPublishedServices(ctx, query),
    publishServices: (ctx, { body }) => publishServices(ctx, body),
    async withdrawService(ctx, { params }) {
      await withdrawService(ctx, params.id);
      return { removed: true };
    },
    listAlertRules: (ctx, { query }) => listAlertRules(ctx, query),
    createAlertRule: (ctx, { body }) => createAlertRule(ctx, body),
    changeAlertRule: (ctx, { params, body }) => changeAlertRule(ctx, params.id, body),
    async removeAlertRule(ctx, { params }) {
      await removeAlertRule(ctx, params.id);
      return { removed: true };
    },
    listAlerts: (ctx, { query }) => listAlerts(ctx, query),
    listAnnotations: (ctx, { params, query }) => listAnnotations(ctx, params.code, query),
    addAnnotation: (ctx, { params, body }) => addAnnotation(ctx, params.code, body),
    async removeAnnotation(ctx, { params }) {
      await removeAnnotation(ctx, params.code, params.id);
      return { removed: true };
    },
    listLogImports: (ctx, { params, query }) => listLogImports(ctx, params.code, query),
    previewLogImport: (ctx, { params }) => previewLog(ctx, params.code, params.importId),
    startLogImport: (ctx, { params }) => startLogImport(ctx, params.code, params.importId),
    cancelLogImport: (ctx, { params }) => cancelLogImport(ctx, params.code, params.importId),
    undoLogImport: (ctx, { params }) => undoLogImport(ctx, params.code, params.importId),
    async getLogProblems(ctx, { params }, { reply }) {
      const { name, rows } = await logProblems(ctx, params.code, params.importId);
      await sendSheet(reply, 'csv', `${name}-loi`, rows);
      return '';
    },
  });
  void app.register(async (raw) => {
    // Left unread: the log flows into the store of files as it comes, and the verb counts its bytes.
    raw.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null, undefined));
    mount(raw, 'usage', logUploadContract, {
      uploadLog: (ctx, { params, query }, { request }) => uploadLog(ctx, params.code, query.name, request.raw),
    });
  });
}
