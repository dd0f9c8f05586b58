import type { FastifyInstance } from 'fastify';
import { type Handlers, mount } from '#platform/server/http/mount.ts';
import { sendPdf } from '#platform/server/pdf/send-pdf.ts';
import { paperContract } from '../../contract.ts';
import { listConclusions } from '../conclusions/list-conclusions.ts';
import {
  addConclusion,
  changeConclusion,
  confirmConclusion,
  removeConclusion,
} from '../conclusions/write-conclusion.ts';
import { getMinutes } from './get-minutes.ts';
import { getNotice, issueNotice } from './notice.ts';
import { minutesPaper, noticePaper } from './papers.ts';
import { correctMinutes, redoMinutes, saveMinutes, sendBackMinutes, signMinutes } from './write-minutes.ts';

const handlers: Handlers<typeof paperContract> = {
  listConclusions: (ctx, { params }) => listConclusions(ctx, params.id),
  async addConclusion(ctx, { params, body }) {
    await addConclusion(ctx, params.id, body);
    return await listConclusions(ctx, params.id);
  },
  async changeConclusion(ctx, { params, body }) {
    await changeConclusion(ctx, params.id, params.conclusionId, body);
    return await listConclusions(ctx, params.id);
  },
  async removeConclusion(ctx, { params }) {
    await removeConclusion(ctx, params.id, params.conclusionId);
    return await listConclusions(ctx, params.id);
  },
  async confirmConclusion(ctx, { params }) {
    await confirmConclusion(ctx, params.id, params.conclusionId);
    return await listConclusions(ctx, params.id);
  },
  getMinutes: (ctx, { params }) => getMinutes(ctx, params.id),
  async saveMinutes(ctx, { params, body }) {
    await saveMinutes(ctx, params.id, body);
    return await getMinutes(ctx, params.id);
  },
  async redoMinutes(ctx, { params }) {
    await redoMinutes(ctx, params.id);
    return await getMinutes(ctx, params.id);
  },
  async signMinutes(ctx, { params }) {
    await signMinutes(ctx, params.id);
    return await getMinutes(ctx, params.id);
  },
  async sendBackMinutes(ctx, { params, body }) {
    await sendBackMinutes(ctx, params.id, body.reason);
    return await getMinutes(ctx, params.id);
  },
  async correctMinutes(ctx, { params, body }) {
    await correctMinutes(ctx, params.id, body.text);
    return await getMinutes(ctx, params.id);
  },
  async minutesPdf(ctx, { params }, { reply }) {
    const { name, bytes } = await minutesPaper(ctx, params.id);
    await sendPdf(reply, name, bytes);
    return '';
  },
  getNotice: (ctx, { params }) => getNotice(ctx, params.id),
  async issueNotice(ctx, { params, body }) {
    await issueNotice(ctx, params.id, body);
    return await getNotice(ctx, params.id);
  },
  async noticePdf(ctx, { params }, { reply }) {
    const { name, bytes } = await noticePaper(ctx, params.id);
    await sendPdf(reply, name, bytes);
    return '';
  },
};

/** What was concluded, and the papers that tell of a session. */
export function paperRoutes(app: FastifyInstance): void {
  mount(app, 'meetings', paperContract, handlers);
}
