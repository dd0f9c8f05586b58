import { IconBuildingCommunity } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '#platform/web/module.ts';
import './texts.ts';

export { sessionPort } from './door/session-port.ts';
/** What other rooms may put on their screens: the communes where they lie, the choice of an agency, and of a person. */
export { communeMapQuery } from './map/commune-map-query.ts';
export { AgencyPicker, PersonPicker } from './pickers.tsx';

/** Agencies and people; the wheel that all others turn on. */
export const directoryWeb: WebModule = {
  name: 'directory',
  wheel: { order: 900, label: 'nav.wheel', icon: IconBuildingCommunity },
  nav: [
    { path: '/agencies', label: 'nav.agencies', permission: 'directory.agency.read' },
    { path: '/agency-map', label: 'nav.map', permission: 'directory.agency.read' },
    { path: '/reorganisations', label: 'nav.reorganisations', permission: 'directory.agency.read' },
    { path: '/people', label: 'nav.people', permission: 'directory.person.read' },
    { path: '/roles', label: 'nav.roles', permission: 'directory.role.read' },
    { path: '/imports', label: 'nav.imports', permission: 'directory.person.write' },
    { path: '/calendar', label: 'nav.calendar' },
    { path: '/security', label: 'nav.security', permission: 'directory.security.inspect' },
  ],
  search: [
    {
      label: 'search.agencies',
      permission: 'directory.agency.read',
      find: async (words, signal) => await (await import('./search.ts')).findAgencies(words, signal),
    },
    {
      label: 'search.people',
      permission: 'directory.person.read',
      find: async (words, signal) => await (await import('./search.ts')).findPeople(words, signal),
    },
  ],
  help: [
    { title: 'help.agencies', text: 'help.agenciesText', permission: 'directory.agency.read' },
    { title: 'help.people', text: 'help.peopleText', permission: 'directory.person.read' },
    { title: 'help.calendar', text: 'help.calendarText' },
  ],
  texts: { vi: () => import('../i18n/vi.json'), en: () => import('../i18n/en.json') },
  routes(parent) {
    const agencies = createRoute({
      getParentRoute: () => parent,
      path: '/agencies',
      component: lazyRouteComponent(() => import('./agencies/agencies-screen.tsx'), 'AgenciesScreen'),
    });
    const agency = createRoute({
      getParentRoute: () => agencies,
      path: '/$id',
      component: lazyRouteComponent(() => import('./agencies/agency-record.tsx'), 'AgencyRecord'),
    });
    const map = createRoute({
      getParentRoute: () => parent,
      path: '/agency-map',
      component: lazyRouteComponent(() => import('./map/map-screen.tsx'), 'MapScreen'),
    });
    const compare = createRoute({
      getParentRoute: () => parent,
      path: '/agency-changes',
      component: lazyRouteComponent(() => import('./compare/compare-screen.tsx'), 'CompareScreen'),
    });
    const reorganisations = createRoute({
      getParentRoute: () => parent,
      path: '/reorganisations',
      component: lazyRouteComponent(
        () => import('./reorganisations/reorganisations-screen.tsx'),
        'ReorganisationsScreen',
      ),
    });
    const reorganisation = createRoute({
      getParentRoute: () => parent,
      path: '/reorganisations/$id',
      component: lazyRouteComponent(
        () => import('./reorganisations/reorganisation-screen.tsx'),
        'ReorganisationScreen',
      ),
    });
    const people = createRoute({
      getParentRoute: () => parent,
      path: '/people',
      component: lazyRouteComponent(() => import('./people/people-screen.tsx'), 'PeopleScreen'),
    });
    const roles = createRoute({
      getParentRoute: () => parent,
      path: '/roles',
      component: lazyRouteComponent(() => import('./roles/roles-screen.tsx'), 'RolesScreen'),
    });
    const imports = createRoute({
      getParentRoute: () => parent,
      path: '/imports',
      component: lazyRouteComponent(() => import('./imports/imports-screen.tsx'), 'ImportsScreen'),
    });
    const security = createRoute({
      getParentRoute: () => parent,
      path: '/security',
      component: lazyRouteComponent(() => import('./security/security-screen.tsx'), 'SecurityScreen'),
    });
    const calendar = createRoute({
      getParentRoute: () => parent,
      path: '/calendar',
      component: lazyRouteComponent(() => import('./calendar/calendar-screen.tsx'), 'CalendarScreen'),
    });
    return [
      agencies.addChildren([agency]),
      map,
      compare,
      reorganisations,
      reorganisation,
      people,
      roles,
      imports,
      calendar,
      security,
    ];
  },
};
