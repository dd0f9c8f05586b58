import type { FastifyInstance } from 'fastify';
import { notificationsContract } from '../contracts/notifications.ts';
import { savedViewsContract } from '../contracts/saved-views.ts';
import { mount } from './http/mount.ts';
import { listNotifications } from './notifications/list-notifications.ts';
import { readNotifications } from './notifications/read-notifications.ts';
import { listSavedViews } from './saved-views/list-saved-views.ts';
import { removeSavedView } from './saved-views/remove-saved-view.ts';
import { saveView } from './saved-views/save-view.ts';

/** What each person has of the platform itself: notifications and saved views. */
export function ownRoutes(app: FastifyInstance): void {
  mount(app, 'platform', notificationsContract, {
    listNotifications: (ctx, { query }) => listNotifications(ctx, query),
    readNotification: (ctx, { params }) => readNotifications(ctx, params.id),
    readAllNotifications: (ctx) => readNotifications(ctx, null),
  });
  mount(app, 'platform', savedViewsContract, {
    listSavedViews: (ctx, { query }) => listSavedViews(ctx, query.screen),
    async saveView(ctx, { body }) {
      await saveView(ctx, body);
      return await listSavedViews(ctx, body.screen);
    },
    removeSavedView: async (ctx, { params }) => await listSavedViews(ctx, await removeSavedView(ctx, params.id)),
  });
}
