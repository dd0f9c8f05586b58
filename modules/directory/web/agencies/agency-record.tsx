import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Record, useUrlParam } from '#platform/web/kit/index.ts';
import { HistoryLink } from '#platform/web/operations/history-link.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { Agency } from '../../contract.ts';
import { directory } from '../api.ts';
import { AddAgency } from './add-agency.tsx';
import styles from './agencies.module.css';
import { AgencyHistory } from './agency-history.tsx';
import { AgencyLink, keepSearch } from './agency-link.tsx';
import { AgencyState } from './agency-state.tsx';
import { AgencyCodes, AgencyNames, AgencyParents } from './agency-tables.tsx';
import { ChangeAgency } from './change-agency.tsx';

/** One agency on the chosen day: what it is, who stands below it, and how it came to be. */
export function AgencyRecord() {
  const { t } = useTranslation('directory');
  const { id } = useParams({ strict: false }) as { id: string };
  const [asOf] = useUrlParam('asOf');
  const query = useQuery(directory.getAgency.query({ params: { id }, query: { asOf: asOf || undefined } }));
  const agency = query.data;
  const [act, setAct] = useState<'change' | 'add' | null>(null);
  const facts = useFacts(agency);
  return (
    <>
      <Link to="/agencies" search={keepSearch} className={styles.back}>
        ‹ {t('agencies.backToTree')}
      </Link>
      <Record
        {...(agency?.code && { number: agency.code })}
        title={agency?.name ?? ''}
        state={agency && <AgencyState period={agency.period} asOf={agency.asOf} />}
        {...(facts && { facts })}
        moreActions={
          agency && (
            <>
              <HistoryLink type="directory.agency" id={agency.id} />
              {agency.can.createBelow && (
                <Button variant="default" size="compact-md" onClick={() => setAct('add')}>
                  {t('add.open')}
                </Button>
              )}
              {agency.can.change && (
                <Button variant="default" size="compact-md" onClick={() => setAct('change')}>
                  {t('agency.change')}
                </Button>
              )}
            </>
          )
        }
        loading={query.isPending}
        error={query.error ?? undefined}
        retry={() => void query.refetch()}
        timeline={agency && <AgencyHistory agency={agency} />}
      >
        {agency && <Body agency={agency} />}
      </Record>
      {agency && act === 'change' && <ChangeAgency agency={agency} onClose={() => setAct(null)} />}
      {agency && act === 'add' && <AddAgency above={agency} onClose={() => setAct(null)} />}
    </>
  );
}

function useFacts(agency: Agency | undefined) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  if (!agency) return undefined;
  const counts = { here: format.number(agency.peopleCount), all: format.number(agency.peopleBelowCount) };
  const area = agency.place?.areaKm2;
  return [
    { label: t('agency.kind'), value: t(`kind.${agency.kind}`) },
    { label: t('agency.level'), value: t(`level.${agency.level}`) },
    { label: t('agency.parent'), value: agency.parent && <AgencyLink agency={agency.parent} /> },
    {
      label: t('agency.people'),
      value: (
        <Link to="/people" search={{ agency: agency.id } as never}>
          {t('agency.peopleCount', counts)}
        </Link>
      ),
    },
    { label: t('contact.address'), value: agency.contact.address },
    {
      label: t('contact.phone'),
      value: agency.contact.phone && (
        <a href={`tel:${agency.contact.phone.replaceAll(/[ .()-]/g, '')}`}>{agency.contact.phone}</a>
      ),
    },
    {
      label: t('contact.email'),
      value: agency.contact.email && <a href={`mailto:${agency.contact.email}`}>{agency.contact.email}</a>,
    },
    {
      label: t('contact.website'),
      value: agency.contact.website && (
        <a href={agency.contact.website} target="_blank" rel="noreferrer">
          {agency.contact.website}
        </a>
      ),
    },
    { label: t('agency.area'), value: area == null ? null : `${format.number(area, 1)} km²` },
  ];
}

function Body({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  return (
    <>
      {agency.images.logo && <img src={agency.images.logo} alt={t('image.logo')} className={styles.image} />}
      {agency.children.length > 0 && (
        <section className={styles.section} aria-labelledby="children">
          <h3 id="children">{t('agency.children', { count: agency.children.length })}</h3>
          <ul className={styles.links}>
            {agency.children.map((child) => (
              <li key={child.id}>
                <AgencyLink agency={child} />
                <span className={styles.count}>
                  {t('agency.persons', { count: child.peopleCount, shown: format.number(child.peopleCount) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <AgencyCodes codes={agency.codes} />
      <AgencyNames names={agency.names} />
      <AgencyParents parents={agency.parents} />
    </>
  );
}
