import { IconGavel } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '#platform/web/module.ts';
import { roomRoutes } from './room/room-routes.ts';
import './texts.ts';

/** Sessions across many places, and the bodies that hold them. */
export const meetingsWeb: WebModule = {
  name: 'meetings',
  wheel: { order: 100, label: 'nav.wheel', icon: IconGavel },
  nav: [
    { path: '/meetings', label: 'nav.sessions' },
    { path: '/bodies', label: 'nav.bodies' },
  ],
  search: [
    {
      label: 'search.sessions',
      find: async (words, signal) => await (await import('./search.ts')).findSessions(words, signal),
    },
    {
      label: 'search.bodies',
      find: async (words, signal) => await (await import('./search.ts')).findBodies(words, signal),
    },
  ],
  help: [
    { title: 'help.prepare', text: 'help.prepareText' },
    { title: 'help.bodies', text: 'help.bodiesText', permission: 'meetings.body.read' },
  ],
  texts: { vi: () => import('../i18n/vi.json'), en: () => import('../i18n/en.json') },
  home: lazy(async () => ({ default: (await import('./home/next-session.tsx')).NextSession })),
  routes(parent) {
    const sessions = createRoute({
      getParentRoute: () => parent,
      path: '/meetings',
      component: lazyRouteComponent(() => import('./sessions/sessions-screen.tsx'), 'SessionsScreen'),
    });
    const session = createRoute({
      getParentRoute: () => parent,
      path: '/meetings/$id',
      component: lazyRouteComponent(() => import('./sessions/session-frame.tsx'), 'SessionFrame'),
    });
    const overview = createRoute({
      getParentRoute: () => session,
      path: '/',
      component: lazyRouteComponent(() => import('./sessions/overview-screen.tsx'), 'OverviewScreen'),
    });
    const programme = createRoute({
      getParentRoute: () => session,
      path: '/programme',
      component: lazyRouteComponent(() => import('./programme/programme-screen.tsx'), 'ProgrammeScreen'),
    });
    const people = createRoute({
      getParentRoute: () => session,
      path: '/people',
      component: lazyRouteComponent(() => import('./people/people-screen.tsx'), 'PeopleScreen'),
    });
    const places = createRoute({
      getParentRoute: () => session,
      path: '/places',
      component: lazyRouteComponent(() => import('./places/places-screen.tsx'), 'PlacesScreen'),
    });
    const documents = createRoute({
      getParentRoute: () => session,
      path: '/documents',
      component: lazyRouteComponent(() => import('./documents/documents-screen.tsx'), 'DocumentsScreen'),
    });
    const invitation = createRoute({
      getParentRoute: () => session,
      path: '/invitation',
      component: lazyRouteComponent(() => import('./invitation/invitation-screen.tsx'), 'InvitationScreen'),
    });
    const picture = createRoute({
      getParentRoute: () => session,
      path: '/picture',
      component: lazyRouteComponent(() => import('./media/picture-screen.tsx'), 'PictureScreen'),
    });
    const papers = createRoute({
      getParentRoute: () => session,
      path: '/papers',
      component: lazyRouteComponent(() => import('./papers/papers-screen.tsx'), 'PapersScreen'),
    });
    const bodies = createRoute({
      getParentRoute: () => parent,
      path: '/bodies',
      component: lazyRouteComponent(() => import('./bodies/bodies-screen.tsx'), 'BodiesScreen'),
    });
    const body = createRoute({
      getParentRoute: () => parent,
      path: '/bodies/$id',
      component: lazyRouteComponent(() => import('./bodies/body-screen.tsx'), 'BodyScreen'),
    });
    return [
      sessions,
      session.addChildren([overview, programme, people, places, documents, invitation, papers, picture]),
      bodies,
      body,
      roomRoutes(parent),
    ];
  },
};
