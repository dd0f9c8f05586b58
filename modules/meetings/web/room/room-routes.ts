import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The screens of a running session, each for another duty. */
export function roomRoutes(parent: AnyRoute): AnyRoute {
  const room = createRoute({
    getParentRoute: () => parent,
    path: '/meetings/$id/room',
    component: lazyRouteComponent(() => import('./room-frame.tsx'), 'RoomFrame'),
  });
  const home = createRoute({
    getParentRoute: () => room,
    path: '/',
    component: lazyRouteComponent(() => import('./room-home.tsx'), 'RoomHome'),
  });
  const chair = createRoute({
    getParentRoute: () => room,
    path: '/chair',
    component: lazyRouteComponent(() => import('./screens.tsx'), 'ChairScreen'),
  });
  const secretary = createRoute({
    getParentRoute: () => room,
    path: '/secretary',
    component: lazyRouteComponent(() => import('./screens.tsx'), 'SecretaryScreen'),
  });
  const place = createRoute({
    getParentRoute: () => room,
    path: '/place',
    component: lazyRouteComponent(() => import('./screens.tsx'), 'PlaceScreen'),
  });
  const member = createRoute({
    getParentRoute: () => room,
    path: '/member',
    component: lazyRouteComponent(() => import('./screens.tsx'), 'MemberScreen'),
  });
  const wall = createRoute({
    getParentRoute: () => room,
    path: '/wall',
    component: lazyRouteComponent(() => import('./wall-screen.tsx'), 'WallScreen'),
  });
  return room.addChildren([home, chair, secretary, place, member, wall]);
}
