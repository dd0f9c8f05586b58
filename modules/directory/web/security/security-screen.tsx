import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page, useUrlParams } from '#platform/web/kit/index.ts';
import { MailsView } from './mails-view.tsx';
import { RefusalsView } from './refusals-view.tsx';
import { RightsView } from './rights-view.tsx';
import { RolesView } from './roles-view.tsx';
import { SessionsView } from './sessions-view.tsx';

const VIEWS = {
  sessions: SessionsView,
  refusals: RefusalsView,
  rights: RightsView,
  roles: RolesView,
  mails: MailsView,
} as const;
type View = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as View[];

/** Who is in, who was kept out, who may do what and why, and the mail that waits. */
export function SecurityScreen() {
  const { t } = useTranslation('directory');
  const [params, change] = useUrlParams();
  const view = NAMES.find((name) => name === params['view']) ?? 'sessions';
  const Shown = VIEWS[view];
  // Filters of one view say nothing in another.
  const go = (next: string | null) => change({ view: next ?? undefined, q: '', sort: '', permission: '', all: '' });
  return (
    <Page title={t('security.title')} lead={t('security.lead')}>
      <Tabs value={view} onChange={go} keepMounted={false}>
        <Tabs.List mb="sm" aria-label={t('security.title')}>
          {NAMES.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`security.view.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view}>
          <Shown />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
