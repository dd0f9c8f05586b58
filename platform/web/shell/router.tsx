import type { QueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { WebModule } from '../module.ts';
import type { SessionPort } from '../session.ts';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { ScreenError, ScreenWaiting } from './screen-states.tsx';
import { readSearch, writeSearch } from './search-params.ts';
import { Shell } from './shell.tsx';

/** All screens: the platform's own and those of the modules, below one frame. */
export function createShellRouter(modules: readonly WebModule[], session: SessionPort, queries: QueryClient) {
  const root = createRootRoute({
    component: () => (
      <Shell modules={modules} session={session}>
        <Outlet />
      </Shell>
    ),
    notFoundComponent: NotFound,
  });
  const own = [
    createRoute({ getParentRoute: () => root, path: '/', component: () => <Home modules={modules} /> }),
    createRoute({
      getParentRoute: () => root,
      path: '/kit',
      component: lazyRouteComponent(() => import('./kit/kit-page.tsx'), 'KitPage'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/help',
      component: lazyRouteComponent(async () => {
        const { HelpScreen } = await import('./help/help-screen.tsx');
        return { HelpScreen: () => <HelpScreen modules={modules} /> };
      }, 'HelpScreen'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/api-docs',
      component: lazyRouteComponent(() => import('./api-docs/api-docs.tsx'), 'ApiDocs'),
    }),
  ];
  return createRouter({
    routeTree: root.addChildren([...own, ...modules.flatMap((module) => module.routes(root))]),
    context: { queries },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: ScreenWaiting,
    defaultErrorComponent: ScreenError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}
