import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditRecord } from '../../../contracts/audit.ts';
import { Record } from '../../kit/record.tsx';
import { useUrlParams } from '../../kit/use-url-param.ts';
import { useFormat } from '../../use-format.ts';
import { audit } from '../api.ts';
import styles from '../operations.module.css';
import { useNames } from '../use-names.ts';
import { actorText } from './actor-text.ts';
import { compare } from './compare.ts';

/** One act in full: who, when, to what, and what it was before and after. */
export function AuditRecordPanel({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('operations');
  const names = useNames();
  const format = useFormat();
  const query = useQuery(audit.getAuditRecord.query({ params: { id } }));
  const row = query.data;
  return (
    <Record
      number={row && `${row.chain} ${format.number(row.seq)}`}
      title={row ? names.action(row.action) : ''}
      facts={
        row && [
          { label: t('audit.at'), value: format.dateTime(row.at) },
          { label: t('audit.actor'), value: actorText(row, t, names.job) },
          { label: t('audit.hat'), value: row.actor.unit && (row.actor.unit.name ?? row.actor.unit.id) },
          { label: t('audit.unit'), value: row.unit && (row.unit.name ?? row.unit.id) },
          { label: names.subject(row.subject.type), value: row.subject.name ?? row.subject.id },
          { label: t('audit.code'), value: <span className={styles.code}>{row.action}</span> },
        ]
      }
      loading={query.isPending}
      error={query.error ?? undefined}
      retry={() => void query.refetch()}
      onClose={onClose}
    >
      {row && <Narrow row={row} />}
      {row && <Changes row={row} />}
      {row && row.together.length > 0 && <Together row={row} />}
    </Record>
  );
}

/** From one act to all of the same person, thing or agency. */
function Narrow({ row }: { row: AuditRecord }) {
  const { t } = useTranslation('operations');
  const [, change] = useUrlParams();
  const { actor, subject, unit } = row;
  const narrow = [
    actor.id && { key: 'actor', text: t('audit.sameActor'), to: { actor: actor.id } },
    {
      key: 'subject',
      text: t('audit.sameSubject'),
      to: { subjectType: subject.type, subjectId: subject.id },
    },
    unit && { key: 'unit', text: t('audit.sameUnit'), to: { unitId: unit.id } },
  ].filter((one) => !!one);
  return (
    <ul className={styles.pills}>
      {narrow.map(({ key, text, to }) => (
        <li key={key}>
          <Button size="compact-sm" variant="default" onClick={() => change(to)}>
            {text}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Changes({ row }: { row: AuditRecord }) {
  const { t } = useTranslation('operations');
  const names = useNames();
  const fields = compare(row.before, row.after);
  if (fields.length === 0) return <p className={styles.note}>{t('audit.nothing')}</p>;
  return (
    <table className={styles.compare}>
      <caption className="visually-hidden">{t('audit.changes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('audit.field')}</th>
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, before, after, changed }) => (
          <tr key={path} data-changed={changed || undefined}>
            <th scope="row">
              {path ? names.field(path) : t('audit.value')}
              {changed && <span className="visually-hidden"> {t('audit.changed')}</span>}
            </th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Together({ row }: { row: AuditRecord }) {
  const { t } = useTranslation('operations');
  const names = useNames();
  const [, change] = useUrlParams();
  return (
    <>
      <h3 className={styles.section}>{t('audit.together')}</h3>
      <ul className={styles.rows}>
        {row.together.map((other) => (
          <li key={other.id}>
            <span>{names.action(other.action)}</span>
            <Button size="compact-sm" variant="subtle" onClick={() => change({ open: other.id })}>
              {t('audit.open')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
