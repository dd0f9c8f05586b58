import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '#platform/web/i18n/error-text.ts';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { Delegation, Person } from '../../contract.ts';
import { directory } from '../api.ts';
import { usePeriodText } from '../period-text.ts';
import { usePermissionName } from '../roles/permission-name.ts';
import { DelegateForm } from './delegate-form.tsx';
import styles from './people.module.css';
import { usePersonChange } from './use-person-change.ts';

const TONES = { coming: 'quiet', in_force: 'active', ended: 'quiet', revoked: 'quiet' } as const;

/** What a person has lent and was lent. */
export function Delegations({ person }: { person: Person }) {
  const { t } = useTranslation('directory');
  const query = useQuery(directory.listDelegations.query({ params: { id: person.id } }));
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{t('delegate.heading')}</h3>
      <ul className={styles.items}>
        {rows.map((row) => (
          <Item key={row.id} row={row} person={person} />
        ))}
      </ul>
    </>
  );
}

function Item({ row, person }: { row: Delegation; person: Person }) {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  const nameOf = usePermissionName();
  const revoke = usePersonChange(() => directory.revokeDelegation({ params: { id: row.id } }));
  const [handing, setHanding] = useState(false);
  const gives = row.giver.id === person.id;
  const { position, agency } = row.assignment;
  return (
    <li>
      {gives ? t('delegate.lentTo', { name: row.taker.name }) : t('delegate.actsFor', { name: row.giver.name })}{' '}
      <StateBadge tone={TONES[row.state]}>{t(`delegationState.${row.state}`)}</StateBadge>
      <div>
        {position} · {agency.name}
      </div>
      <div className={styles.quiet}>
        {row.permissions.map(nameOf).join(', ')} · {t(`delegationScope.${row.scope}`)} {row.agency?.shortName}
      </div>
      <div className={styles.quiet}>
        {period(row.period)} · {row.legalBasis}
        {row.onward && ` · ${t('delegate.onward')}`}
        {row.handedOn && ` · ${t('delegate.handedOn')}`}
      </div>
      {row.can.handOn && !handing && (
        <Button size="compact-sm" variant="default" onClick={() => setHanding(true)}>
          {t('delegate.handOn')}
        </Button>
      )}{' '}
      {row.can.revoke && (
        <Button size="compact-sm" variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          {t('delegate.revoke')}
        </Button>
      )}
      {handing && <DelegateForm person={person} source={row} onDone={() => setHanding(false)} />}
      {revoke.error && <p role="alert">{errorText(revoke.error)}</p>}
    </li>
  );
}
