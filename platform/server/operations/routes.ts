import type { FastifyInstance } from 'fastify';
import { auditContract } from '../../contracts/audit.ts';
import { operationsContract } from '../../contracts/operations.ts';
import { exportAudit } from '../audit/export.ts';
import { listAuditActions } from '../audit/list-actions.ts';
import { getAuditRecord, searchAudit } from '../audit/search.ts';
import { mount } from '../http/mount.ts';
import { backUpNow, listBackups } from './backups.ts';
import { removeFailedJob, retryFailedJob, retryFailedJobs } from './failed-jobs.ts';
import { getNode } from './get-node.ts';
import { listFailedJobs, listJobs } from './list-jobs.ts';
import { listSettings } from './list-settings.ts';

/** For whoever looks after the node, and for auditors. */
export function operationsRoutes(app: FastifyInstance): void {
  mount(app, 'platform', operationsContract, {
    getNode,
    listSettings,
    listJobs,
    listFailedJobs: (ctx, { query }) => listFailedJobs(ctx, query),
    retryFailedJobs: async (ctx) => ({ retried: await retryFailedJobs(ctx) }),
    async retryFailedJob(ctx, { params }) {
      await retryFailedJob(ctx, params.id);
      return {};
    },
    async removeFailedJob(ctx, { params }) {
      await removeFailedJob(ctx, params.id);
      return {};
    },
    listBackups,
    async backUpNow(ctx) {
      await backUpNow(ctx);
      return {};
    },
  });
  mount(app, 'platform', auditContract, {
    searchAudit: (ctx, { query }) => searchAudit(ctx, query),
    getAuditRecord: (ctx, { params }) => getAuditRecord(ctx, params.id),
    listAuditActions,
    async exportAudit(ctx, { query }, { reply }) {
      const name = `audit-${ctx.platform.now().toISOString().slice(0, 10)}.csv`;
      reply.headers({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
      });
      return await exportAudit(ctx, query);
    },
  });
}
