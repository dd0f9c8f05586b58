import { Pill } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditRow } from '../../../contracts/audit.ts';
import { useUrlParams } from '../../kit/use-url-param.ts';
import styles from '../operations.module.css';
import { useNames } from '../use-names.ts';

/** Filters that were taken from a record: person, thing, agency. Each can be taken back. */
export function FilterPills({ rows }: { rows: AuditRow[] }) {
  const { t } = useTranslation('operations');
  const names = useNames();
  const [{ actor, subjectType, subjectId, unitId }, change] = useUrlParams();
  const shown = [
    actor && {
      key: 'actor',
      text: `${t('audit.actor')}: ${rows.find((row) => row.actor.id === actor)?.actor.name ?? names.job(actor)}`,
      clear: { actor: '' },
    },
    subjectType && {
      key: 'subject',
      text: `${names.subject(subjectType)}: ${rows.find(({ subject }) => subject.id === subjectId)?.subject.name ?? subjectId ?? ''}`,
      clear: { subjectType: '', subjectId: '' },
    },
    unitId && {
      key: 'unit',
      text: `${t('audit.unit')}: ${rows.find(({ unit }) => unit?.id === unitId)?.unit?.name ?? unitId}`,
      clear: { unitId: '' },
    },
  ].filter((pill) => !!pill);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.pills} aria-label={t('audit.filters')}>
      {shown.map(({ key, text, clear }) => (
        <li key={key}>
          <Pill
            size="lg"
            withRemoveButton
            onRemove={() => change(clear)}
            removeButtonProps={{
              'aria-label': t('audit.without', { filter: text }),
              'aria-hidden': false,
              tabIndex: 0,
            }}
          >
            {text}
          </Pill>
        </li>
      ))}
    </ul>
  );
}
