import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { List, rowsOf, StateBadge } from '#platform/web/kit/index.ts';
import type { AlertRule, SiteRef } from '../../contract.ts';
import { usage } from '../api.ts';
import board from '../board/board.module.css';
import { RuleForm } from './rule-form.tsx';
import { useWhenText } from './use-when-text.ts';

interface RulesListProps {
  /** Only what holds for this site; absent: all that one may see. */
  site?: SiteRef;
  agencyId?: string | undefined;
  filters?: ReactNode;
}

/** Rules of alerts; a row opens its form for who may change it. */
export function RulesList({ site, agencyId, filters }: RulesListProps) {
  const { t } = useTranslation('usage');
  const whenText = useWhenText();
  const [editing, setEditing] = useState<AlertRule | 'new' | null>(null);
  const query = useInfiniteQuery(usage.listAlertRules.pages({ query: { agencyId, site: site?.code, limit: 50 } }));
  const add = query.data?.pages[0]?.can.create === true && (
    <Button onClick={() => setEditing('new')}>{t('alerts.newRule')}</Button>
  );
  const aboutText = (rule: AlertRule) =>
    rule.site?.name ?? (rule.below ? t('alerts.aboutBelow', { agency: rule.agency.name }) : rule.agency.name);
  const quietText = ({ quietFrom: from, quietTo: to }: AlertRule) =>
    from === to ? t('alerts.noQuiet') : t('alerts.quietSpan', { from, to });
  return (
    <>
      <List<AlertRule>
        {...rowsOf<AlertRule>(query)}
        label={t('alerts.rules')}
        columns={[
          {
            key: 'name',
            title: t('alerts.rule'),
            value: ({ name }) => name,
            cell: (rule) => (
              <>
                {rule.name}
                <span className={board.owner}>{whenText(rule)}</span>
              </>
            ),
            show: 'phone',
          },
          { key: 'about', title: t('alerts.about'), value: aboutText, width: '18rem', show: 'wide' },
          { key: 'when', title: t('alerts.when'), value: whenText, show: 'choice' },
          { key: 'quiet', title: t('alerts.quiet'), value: quietText, width: '8rem', show: 'wide' },
          {
            key: 'enabled',
            title: t('alerts.state'),
            value: ({ enabled }) => t(enabled ? 'alerts.stateEnabled' : 'alerts.stateDisabled'),
            cell: ({ enabled }) => (
              <StateBadge tone={enabled ? 'active' : 'quiet'}>
                {t(enabled ? 'alerts.stateEnabled' : 'alerts.stateDisabled')}
              </StateBadge>
            ),
            width: '8rem',
            show: 'phone',
          },
          {
            key: 'open',
            title: t('alerts.standing'),
            value: ({ open }) => open,
            align: 'right',
            width: '7rem',
            show: 'wide',
          },
        ]}
        rowKey={({ id }) => id}
        {...(filters !== undefined && { filters })}
        {...(add && { actions: add })}
        empty={{ title: t('alerts.noRules'), text: t('alerts.noRulesText') }}
        onOpen={(rule) => rule.can.change && setEditing(rule)}
        sortable={false}
      />
      {editing !== null && (
        <RuleForm rule={editing === 'new' ? null : editing} {...(site && { site })} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
