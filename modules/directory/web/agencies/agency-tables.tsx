import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { AgencyCode, AgencyName, AgencyParent } from '../../contract.ts';
import { usePeriodText } from '../period-text.ts';
import styles from './agencies.module.css';
import { AgencyLink } from './agency-link.tsx';

export function AgencyCodes({ codes }: { codes: AgencyCode[] }) {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  return (
    <ThroughTime
      title={t('agency.codes')}
      what={t('agency.code')}
      rows={codes.map((code) => ({
        key: `${code.system} ${code.code} ${code.period.from}`,
        what: (
          <>
            {code.code} {code.sample && <StateBadge tone="soon">{t('agency.sampleCode')}</StateBadge>}
            <span className={styles.quiet}>{t(`codeSystem.${code.system}`)}</span>
          </>
        ),
        when: period(code.period),
      }))}
    />
  );
}

export function AgencyNames({ names }: { names: AgencyName[] }) {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  return (
    <ThroughTime
      title={t('agency.names')}
      what={t('agency.name')}
      rows={names.map(({ name, shortName, period: when }) => ({
        key: `${name} ${when.from}`,
        what: (
          <>
            {name} {shortName !== name && <span className={styles.quiet}>{shortName}</span>}
          </>
        ),
        when: period(when),
      }))}
    />
  );
}

export function AgencyParents({ parents }: { parents: AgencyParent[] }) {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  return (
    <ThroughTime
      title={t('agency.parents')}
      what={t('agency.parent')}
      rows={parents.map(({ agency, period: when }) => ({
        key: `${agency.id} ${when.from}`,
        what: <AgencyLink agency={agency} />,
        when: period(when),
      }))}
    />
  );
}

interface ThroughTimeProps {
  title: string;
  what: string;
  rows: { key: string; what: ReactNode; when: string }[];
}

function ThroughTime({ title, what, rows }: ThroughTimeProps) {
  const { t } = useTranslation('directory');
  const id = useId();
  if (rows.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col">{t('period.label')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.what}</td>
              <td>{row.when}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
