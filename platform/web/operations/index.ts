import { IconServerCog } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../module.ts';
import './texts.ts';

const LOOK = 'platform.operations.read';

/** For who looks after the node, and for auditors: the platform's own wheel, after all of the field. */
export const operationsWeb: WebModule = {
  name: 'operations',
  wheel: { order: 1_000, label: 'nav.wheel', icon: IconServerCog },
  nav: [
    { path: '/operations/state', label: 'nav.state', permission: LOOK },
    { path: '/operations/backups', label: 'nav.backups', permission: LOOK },
    { path: '/operations/jobs', label: 'nav.jobs', permission: LOOK },
    { path: '/operations/settings', label: 'nav.settings', permission: LOOK },
    { path: '/audit', label: 'nav.audit', permission: 'platform.audit.read' },
  ],
  help: [
    { title: 'help.backup', text: 'help.backupText', permission: LOOK },
    { title: 'help.audit', text: 'help.auditText', permission: 'platform.audit.read' },
  ],
  texts: { vi: () => import('./i18n/vi.json'), en: () => import('./i18n/en.json') },
  routes(parent) {
    const state = createRoute({
      getParentRoute: () => parent,
      path: '/operations/state',
      component: lazyRouteComponent(() => import('./state/state-screen.tsx'), 'StateScreen'),
    });
    const backups = createRoute({
      getParentRoute: () => parent,
      path: '/operations/backups',
      component: lazyRouteComponent(() => import('./backups/backups-screen.tsx'), 'BackupsScreen'),
    });
    const jobs = createRoute({
      getParentRoute: () => parent,
      path: '/operations/jobs',
      component: lazyRouteComponent(() => import('./jobs/jobs-screen.tsx'), 'JobsScreen'),
    });
    const settings = createRoute({
      getParentRoute: () => parent,
      path: '/operations/settings',
      component: lazyRouteComponent(() => import('./settings-screen.tsx'), 'SettingsScreen'),
    });
    const audit = createRoute({
      getParentRoute: () => parent,
      path: '/audit',
      component: lazyRouteComponent(() => import('./audit/audit-screen.tsx'), 'AuditScreen'),
    });
    return [state, backups, jobs, settings, audit];
  },
};
