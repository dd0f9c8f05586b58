import type { FastifyInstance } from 'fastify';
import { mount } from '#platform/server/http/mount.ts';
import { directoryContract } from '../contract.ts';
import { accountHandlers } from './account/handlers.ts';
import { changeContact } from './agencies/change-contact.ts';
import { createAgency } from './agencies/create-agency.ts';
import { getAgency } from './agencies/get-agency.ts';
import { getImage, putImage, removeImage } from './agencies/images.ts';
import { listAgencies, listChildren } from './agencies/list-agencies.ts';
import { renameAgency } from './agencies/rename-agency.ts';
import { setCode } from './agencies/set-code.ts';
import { calendarFile } from './calendar/calendar-file.ts';
import { deadlineOf } from './calendar/deadline.ts';
import { fixCalendarYear } from './calendar/fix-calendar-year.ts';
import { getCalendarYear } from './calendar/get-calendar-year.ts';
import { clearCalendarDay, setCalendarDay } from './calendar/set-calendar-day.ts';
import { setWorkWeek } from './calendar/set-work-week.ts';
import { directoryImportHandlers } from './imports/index.ts';
import { mapHandlers } from './map/routes.ts';
import { peopleHandlers } from './people/routes.ts';
import { reorganisationHandlers } from './reorganisations/routes.ts';
import { securityHandlers } from './security/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { outsideHandlers } from './session/outside-handlers.ts';

export function routes(app: FastifyInstance): void {
  mount(app, 'directory', directoryContract, {
    ...sessionHandlers,
    ...accountHandlers,
    ...outsideHandlers,
    ...securityHandlers,
    listAgencies: (ctx, { query }) => listAgencies(ctx, query),
    listChildren: (ctx, { query }) => listChildren(ctx, query),
    getAgency: (ctx, { params, query }) => getAgency(ctx, params.id, query.asOf),
    createAgency: async (ctx, { body }) => await getAgency(ctx, await createAgency(ctx, body), body.from),
    async renameAgency(ctx, { params, body }) {
      await renameAgency(ctx, params.id, body);
      return await getAgency(ctx, params.id, body.from);
    },
    async changeContact(ctx, { params, body }) {
      await changeContact(ctx, params.id, body);
      return await getAgency(ctx, params.id);
    },
    async setCode(ctx, { params, body }) {
      await setCode(ctx, params.id, body);
      return await getAgency(ctx, params.id, body.from);
    },
    async getImage(ctx, { params }, { reply }) {
      const { mediaType, bytes } = await getImage(ctx, params.id, params.use);
      reply.headers({
        'Content-Type': mediaType,
        'Cache-Control': 'private, max-age=31536000, immutable',
        // Even a drawing that slipped through may do nothing but draw.
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      });
      return bytes;
    },
    async putImage(ctx, { params, body }) {
      await putImage(ctx, params.id, params.use, body.content);
      return await getAgency(ctx, params.id);
    },
    async removeImage(ctx, { params }) {
      await removeImage(ctx, params.id, params.use);
      return await getAgency(ctx, params.id);
    },
    ...reorganisationHandlers,
    ...mapHandlers,
    ...peopleHandlers,
    ...directoryImportHandlers,
    getCalendarYear: (ctx, { params }) => getCalendarYear(ctx, params.year),
    async fixCalendarYear(ctx, { params, body }) {
      await fixCalendarYear(ctx, params.year, body);
      return await getCalendarYear(ctx, params.year);
    },
    async setCalendarDay(ctx, { params, body }) {
      await setCalendarDay(ctx, params.day, body);
      return await getCalendarYear(ctx, yearOf(params.day));
    },
    async clearCalendarDay(ctx, { params }) {
      await clearCalendarDay(ctx, params.day);
      return await getCalendarYear(ctx, yearOf(params.day));
    },
    async setWorkWeek(ctx, { body }) {
      await setWorkWeek(ctx, body);
      return await getCalendarYear(ctx, yearOf(body.from));
    },
    getDeadline: (ctx, { query: { from, ...limit } }) => deadlineOf(ctx, new Date(from), limit),
    async getCalendarFile(ctx, _input, { reply }) {
      const file = await calendarFile(ctx);
      void reply.type('text/calendar; charset=utf-8').header('cache-control', 'public, max-age=3600').send(file);
      return file;
    },
  });
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
