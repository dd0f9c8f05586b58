import { IconChartLine } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '#platform/web/module.ts';
import './texts.ts';

/** Use of sites: the board of all, the report of one, and how a site is connected. */
export const usageWeb: WebModule = {
  name: 'usage',
  wheel: { order: 200, label: 'nav.wheel', icon: IconChartLine },
  nav: [
    { path: '/sites', label: 'nav.sites', permission: 'usage.report.read' },
    { path: '/services', label: 'nav.services', permission: 'usage.report.read' },
    { path: '/interruptions', label: 'nav.interruptions', permission: 'usage.site.read' },
    { path: '/agency-board', label: 'nav.agencyBoard', permission: 'usage.report.read' },
    { path: '/evaluation', label: 'nav.evaluation', permission: 'usage.report.read' },
    { path: '/report-mails', label: 'nav.reportMails', permission: 'usage.site.write' },
    { path: '/alerts', label: 'nav.alerts', permission: 'usage.site.read' },
  ],
  search: [
    {
      label: 'search.sites',
      permission: 'usage.site.read',
      find: async (words, signal) => await (await import('./search.ts')).findSites(words, signal),
    },
  ],
  help: [
    { title: 'help.register', text: 'help.registerText', permission: 'usage.site.write' },
    { title: 'help.read', text: 'help.readText', permission: 'usage.report.read' },
    { title: 'help.silent', text: 'help.silentText', permission: 'usage.site.read' },
  ],
  texts: { vi: () => import('../i18n/vi.json'), en: () => import('../i18n/en.json') },
  home: lazy(async () => ({ default: (await import('./home/sites-card.tsx')).SitesCard })),
  routes(parent) {
    const board = createRoute({
      getParentRoute: () => parent,
      path: '/sites',
      component: lazyRouteComponent(() => import('./board/board-screen.tsx'), 'BoardScreen'),
    });
    const register = createRoute({
      getParentRoute: () => parent,
      path: '/sites/register',
      component: lazyRouteComponent(() => import('./form/register-screen.tsx'), 'RegisterScreen'),
    });
    const site = createRoute({
      getParentRoute: () => parent,
      path: '/sites/$code',
      component: lazyRouteComponent(() => import('./site/site-frame.tsx'), 'SiteFrame'),
    });
    const report = createRoute({
      getParentRoute: () => site,
      path: '/',
      component: lazyRouteComponent(() => import('./report/report-screen.tsx'), 'ReportScreen'),
    });
    const hits = createRoute({
      getParentRoute: () => site,
      path: '/hits',
      component: lazyRouteComponent(() => import('./hits/hits-screen.tsx'), 'HitsScreen'),
    });
    const embed = createRoute({
      getParentRoute: () => site,
      path: '/embed',
      component: lazyRouteComponent(() => import('./embed/embed-screen.tsx'), 'EmbedScreen'),
    });
    const settings = createRoute({
      getParentRoute: () => site,
      path: '/settings',
      component: lazyRouteComponent(() => import('./form/settings-screen.tsx'), 'SettingsScreen'),
    });
    const logs = createRoute({
      getParentRoute: () => site,
      path: '/logs',
      component: lazyRouteComponent(() => import('./log-import/log-import-screen.tsx'), 'LogImportScreen'),
    });
    const watch = createRoute({
      getParentRoute: () => site,
      path: '/watch',
      component: lazyRouteComponent(() => import('./watch/watch-screen.tsx'), 'WatchScreen'),
    });
    const interruptions = createRoute({
      getParentRoute: () => parent,
      path: '/interruptions',
      component: lazyRouteComponent(() => import('./gaps/interruptions-screen.tsx'), 'InterruptionsScreen'),
    });
    const evaluation = createRoute({
      getParentRoute: () => parent,
      path: '/evaluation',
      component: lazyRouteComponent(() => import('./evaluation/evaluation-screen.tsx'), 'EvaluationScreen'),
    });
    const alerts = createRoute({
      getParentRoute: () => parent,
      path: '/alerts',
      component: lazyRouteComponent(() => import('./alerts/alerts-screen.tsx'), 'AlertsScreen'),
    });
    const services = createRoute({
      getParentRoute: () => parent,
      path: '/services',
      component: lazyRouteComponent(() => import('./services/services-screen.tsx'), 'ServicesScreen'),
    });
    const goals = createRoute({
      getParentRoute: () => site,
      path: '/goals',
      component: lazyRouteComponent(() => import('./goals/goals-screen.tsx'), 'GoalsScreen'),
    });
    const agencyBoard = createRoute({
      getParentRoute: () => parent,
      path: '/agency-board',
      component: lazyRouteComponent(() => import('./agency-board/agency-board-screen.tsx'), 'AgencyBoardScreen'),
    });
    const imports = createRoute({
      getParentRoute: () => parent,
      path: '/sites/import',
      component: lazyRouteComponent(() => import('./imports/imports-screen.tsx'), 'ImportsScreen'),
    });
    const reportMails = createRoute({
      getParentRoute: () => parent,
      path: '/report-mails',
      component: lazyRouteComponent(() => import('./report-mails/report-mails-screen.tsx'), 'ReportMailsScreen'),
    });
    return [
      imports,
      services,
      board,
      reportMails,
      agencyBoard,
      evaluation,
      register,
      interruptions,
      alerts,
      site.addChildren([report, hits, goals, watch, embed, logs, settings]),
    ];
  },
};
