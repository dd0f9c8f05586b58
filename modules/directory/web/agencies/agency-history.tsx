import { useTranslation } from 'react-i18next';
import { StateBadge, Timeline } from '#platform/web/kit/index.ts';
import type { Agency } from '../../contract.ts';
import { AgencyLink } from './agency-link.tsx';
import { type Happening, historyOf } from './history.ts';

/** The happenings of an agency; says so when none is known. */
export function AgencyHistory({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  const happenings = historyOf(agency);
  if (happenings.length === 0) return <p>{t('history.none')}</p>;
  return (
    <Timeline
      items={happenings.map((happening, i) => ({
        key: `${happening.at} ${i}`,
        at: happening.at,
        title: <HappeningTitle happening={happening} />,
        text: happening.what === 'linked' ? happening.link.legalBasis : undefined,
      }))}
    />
  );
}

function HappeningTitle({ happening }: { happening: Happening }) {
  const { t } = useTranslation('directory');
  switch (happening.what) {
    case 'founded':
    case 'ended':
      return t(`history.${happening.what}`);
    case 'named':
      return t('history.named', { name: happening.name });
    case 'moved':
      return (
        <>
          {t('history.moved')} <AgencyLink agency={happening.below} />
        </>
      );
    case 'linked':
      return (
        <>
          {t(`history.${happening.link.kind}_${happening.link.direction}`)}{' '}
          <AgencyLink agency={happening.link.agency} />{' '}
          {happening.link.guessed && <StateBadge tone="soon">{t('history.guessed')}</StateBadge>}
        </>
      );
  }
}
