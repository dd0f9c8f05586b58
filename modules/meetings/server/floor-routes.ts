import type { FastifyInstance } from 'fastify';
import { mount } from '#platform/server/http/mount.ts';
import { floorContract } from '../contract.ts';
import { addItem } from './agenda/add-item.ts';
import { changeItem } from './agenda/change-item.ts';
import { getAgenda } from './agenda/get-agenda.ts';
import { moveItems, numberAgenda, reorderAgenda, setAgendaSettings } from './agenda/order-agenda.ts';
import { removeItem } from './agenda/remove-item.ts';
import { setItemState } from './agenda/set-item-state.ts';
import { getLive } from './live/get-live.ts';
import { changeEntry, enterList, leaveList } from './speakers/enter-list.ts';
import { getSpeakers } from './speakers/get-speakers.ts';
import {
  addTime,
  extendSpeech,
  putBack,
  reorderList,
  setAccount,
  setListClosed,
  setWord,
} from './speakers/keep-list.ts';
import { setSpeakerSettings } from './speakers/set-speaker-settings.ts';
import { getSpeakingTimes } from './speakers/speaking-times.ts';

const entryOf = (params: { id: string; itemId: string; entryId: string }) => ({
  sessionId: params.id,
  itemId: params.itemId,
  entryId: params.entryId,
});

/** Agenda, list of speakers, live state of a session. */
export function floorRoutes(app: FastifyInstance): void {
  mount(app, 'meetings', floorContract, {
    getAgenda: (ctx, { params }) => getAgenda(ctx, params.id),
    async addItem(ctx, { params, body }) {
      await addItem(ctx, params.id, body);
      return await getAgenda(ctx, params.id);
    },
    async changeItem(ctx, { params, body }) {
      await changeItem(ctx, params.id, params.itemId, body);
      return await getAgenda(ctx, params.id);
    },
    async removeItem(ctx, { params }) {
      await removeItem(ctx, params.id, params.itemId);
      return await getAgenda(ctx, params.id);
    },
    async setItemState(ctx, { params, body }) {
      await setItemState(ctx, params.id, params.itemId, body);
      return await getAgenda(ctx, params.id);
    },
    async moveItems(ctx, { params, body }) {
      await moveItems(ctx, params.id, body);
      return await getAgenda(ctx, params.id);
    },
    async reorderAgenda(ctx, { params, body }) {
      await reorderAgenda(ctx, params.id, body);
      return await getAgenda(ctx, params.id);
    },
    async numberAgenda(ctx, { params }) {
      await numberAgenda(ctx, params.id);
      return await getAgenda(ctx, params.id);
    },
    async setAgendaSettings(ctx, { params, body }) {
      await setAgendaSettings(ctx, params.id, body);
      return await getAgenda(ctx, params.id);
    },
    getSpeakers: (ctx, { params }) => getSpeakers(ctx, params.id, params.itemId),
    enterList: (ctx, { params, body }) => enterList(ctx, params.id, params.itemId, body),
    changeEntry: async (ctx, { params, body }) => ({ version: await changeEntry(ctx, entryOf(params), body) }),
    leaveList: async (ctx, { params }) => ({ version: await leaveList(ctx, entryOf(params)) }),
    reorderList: async (ctx, { params, body }) => ({
      version: await reorderList(ctx, params.id, params.itemId, body.ids),
    }),
    setWord: async (ctx, { params, body }) => ({ version: await setWord(ctx, entryOf(params), body.act) }),
    extendSpeech: async (ctx, { params, body }) => ({
      version: await extendSpeech(ctx, entryOf(params), body.seconds),
    }),
    putBack: async (ctx, { params }) => ({ version: await putBack(ctx, params.id, params.itemId) }),
    setListClosed: async (ctx, { params, body }) => ({
      version: await setListClosed(ctx, params.id, params.itemId, body.closed),
    }),
    setAccount: async (ctx, { params, body }) => ({ version: await setAccount(ctx, params.id, params.itemId, body) }),
    addTime: async (ctx, { params, body }) => ({ version: await addTime(ctx, params.id, params.itemId, body.unit) }),
    getSpeakingTimes: (ctx, { params }) => getSpeakingTimes(ctx, params.id),
    setSpeakerSettings: async (ctx, { params, body }) => ({ version: await setSpeakerSettings(ctx, params.id, body) }),
    getLive: (ctx, { params }) => getLive(ctx, params.id),
  });
}
