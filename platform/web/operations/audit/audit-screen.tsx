import { Button, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AuditProof, type AuditRow, auditContract } from '../../../contracts/audit.ts';
import { addressOf } from '../../api/client.ts';
import { isDay } from '../../format.ts';
import { DayField } from '../../kit/day-field.tsx';
import { List } from '../../kit/list/list.tsx';
import { Page } from '../../kit/page.tsx';
import type { Column } from '../../kit/props.ts';
import { rowsOf } from '../../kit/rows-of.ts';
import { StateBadge } from '../../kit/state-badge.tsx';
import { useUrlParam, useUrlParams } from '../../kit/use-url-param.ts';
import { useFormat } from '../../use-format.ts';
import { audit } from '../api.ts';
import styles from '../operations.module.css';
import { useNames } from '../use-names.ts';
import { actorText } from './actor-text.ts';
import { AuditRecordPanel } from './audit-record.tsx';
import { FilterPills } from './filter-pills.tsx';

/** What was done in this node, by whom, to what: newest first, within what I may read. */
export function AuditScreen() {
  const { t } = useTranslation('operations');
  const [params] = useUrlParams();
  const [open, setOpen] = useUrlParam('open');
  const filter = filterOf(params);
  const query = useInfiniteQuery({ ...audit.searchAudit.pages({ query: filter }), placeholderData: keepPreviousData });
  const facts = useQuery(audit.listAuditActions.query());
  return (
    <Page title={t('audit.title')} lead={facts.data ? <Proof proof={facts.data.proof} /> : ' '}>
      <FilterPills rows={query.data?.pages.flatMap(({ rows }) => rows) ?? []} />
      <List<AuditRow>
        {...rowsOf<AuditRow>(query)}
        label={t('audit.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        search={t('audit.search')}
        filters={<Filters actions={facts.data?.actions ?? []} />}
        actions={
          <Button
            component="a"
            href={addressOf(auditContract.exportAudit, { query: filter })}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('audit.export')}
          </Button>
        }
        empty={{ title: t('audit.none'), text: t('audit.noneText') }}
        onOpen={({ id }) => setOpen(id)}
        openKey={open || undefined}
        beside={open && <AuditRecordPanel id={open} onClose={() => setOpen('')} />}
        onClose={() => setOpen('')}
        sortable={false}
      />
    </Page>
  );
}

/** The filters in the address, as the route takes them; a day that is none is left out. */
function filterOf({ q, from, to, actor, action, subjectType, subjectId, unitId }: Partial<Record<string, string>>) {
  return { q, from: dayOr(from), to: dayOr(to), actor, action, subjectType, subjectId, unitId };
}

/** Says nothing to a person; the record has it in full. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const dayOr = (text: string | undefined) => (isDay(text) ? text : undefined);

function Proof({ proof }: { proof: AuditProof }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  if (proof.at === null) return <>{t('audit.neverProved')}</>;
  const at = format.dateTime(proof.at);
  if (proof.faultCount > 0) {
    const [first] = proof.faults;
    return (
      <StateBadge tone="late">
        {t('audit.broken', { count: proof.faultCount, at, where: `${first?.chain} ${first?.seq}` })}
      </StateBadge>
    );
  }
  return (
    <>
      <StateBadge tone="done">{t('audit.whole')}</StateBadge>{' '}
      {t('audit.proved', { at, rows: format.number(proof.rows), chains: format.number(proof.chains) })}
    </>
  );
}

function Filters({ actions }: { actions: string[] }) {
  const { t } = useTranslation('operations');
  const names = useNames();
  const [params, change] = useUrlParams();
  const modules = [...new Set(actions.map((action) => action.slice(0, action.indexOf('.'))))];
  return (
    <>
      <DayField inBar label={t('audit.from')} value={params['from'] ?? ''} onChange={(from) => change({ from })} />
      <span aria-hidden>–</span>
      <DayField inBar label={t('audit.to')} value={params['to'] ?? ''} onChange={(to) => change({ to })} />
      <Select
        aria-label={t('audit.action')}
        placeholder={t('audit.action')}
        searchable
        clearable
        nothingFoundMessage={t('audit.noAction')}
        value={params['action'] || null}
        onChange={(action) => change({ action: action ?? undefined } as never)}
        data={modules.map((module) => ({
          group: names.module(module),
          items: [
            { value: `${module}.`, label: t('audit.allOf', { module: names.module(module) }) },
            ...actions
              .filter((action) => action.startsWith(`${module}.`))
              .map((action) => ({ value: action, label: names.action(action) }))
              .sort((a, b) => a.label.localeCompare(b.label, 'vi')),
          ],
        }))}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      />
    </>
  );
}

function useColumns(): Column<AuditRow>[] {
  const { t } = useTranslation('operations');
  const names = useNames();
  const format = useFormat();
  return [
    { key: 'at', title: t('audit.at'), cell: ({ at }) => format.dateTime(at), width: '9.5rem' },
    { key: 'action', title: t('audit.what'), cell: ({ action }) => names.action(action) },
    {
      key: 'subject',
      title: t('audit.subject'),
      cell: ({ subject }) => (
        <>
          {names.subject(subject.type)}{' '}
          <span className={styles.code}>{subject.name ?? (UUID.test(subject.id) ? '' : subject.id)}</span>
        </>
      ),
      show: 'wide',
    },
    {
      key: 'actor',
      title: t('audit.actor'),
      cell: (row) => actorText(row, t, names.job),
      show: 'wide',
      width: '12rem',
    },
    { key: 'unit', title: t('audit.unit'), cell: ({ unit }) => unit && (unit.name ?? unit.id), show: 'wide' },
  ];
}
