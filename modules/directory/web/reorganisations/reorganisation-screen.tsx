import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Page, StateBadge, useUrlParam } from '#platform/web/kit/index.ts';
import { useLive } from '#platform/web/live/use-live.ts';
import { useMay } from '#platform/web/session.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { Reorganisation, ReorganisationEffects } from '../../contract.ts';
import { directory } from '../api.ts';
import { Acts } from './acts.tsx';
import { Effects } from './effects.tsx';
import { MovesList } from './moves-list.tsx';
import { NamesContext } from './names.tsx';
import styles from './reorganisations.module.css';
import { TONES } from './states.ts';
import { useMoves } from './use-moves.ts';

/** The workbench of one reorganisation: what moves where, what that changes, and the acts. */
export function ReorganisationScreen() {
  const { t } = useTranslation('directory');
  const { id } = useParams({ strict: false }) as { id: string };
  const queries = useQueryClient();
  const query = useQuery(directory.getReorganisation.query({ params: { id } }));
  const plans = useMay('directory.reorganisation.write');
  useLive(plans ? [`directory.reorganisation:${id}`] : [], () => {
    void queries.invalidateQueries({ queryKey: directory.getReorganisation.key() });
  });
  const reorganisation = query.data;
  return (
    <Page
      title={reorganisation?.title ?? t('reorganisations.title')}
      crumbs={[{ to: '/reorganisations', label: t('reorganisations.title') }]}
    >
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <ScreenWaiting />}
      {reorganisation && <Bench key={id} reorganisation={reorganisation} />}
    </Page>
  );
}

function Bench({ reorganisation }: { reorganisation: Reorganisation }) {
  const { t } = useTranslation('directory');
  const [effects, setEffects] = useState<ReorganisationEffects | null>(null);
  const [, setOpen] = useUrlParam('open');
  const work = useMoves(reorganisation);
  const names = useMemo(() => {
    const all = new Map(reorganisation.agencies.map((agency) => [agency.id, agency.shortName]));
    for (const move of work.moves) if (move.kind === 'found') all.set(move.toId, move.unit.shortName);
    return all;
  }, [reorganisation.agencies, work.moves]);
  return (
    <NamesContext value={names}>
      <Head reorganisation={reorganisation} />
      {reorganisation.failure && (
        <p role="alert" className={styles.problems}>
          {t('reorganisation.failure', { reason: reorganisation.failure })}
        </p>
      )}
      <Acts reorganisation={reorganisation} busy={work.saving} onEffects={setEffects} />
      {effects && <Effects effects={effects} onOpen={setOpen} onClose={() => setEffects(null)} />}
      <MovesList
        reorganisation={reorganisation}
        work={{
          ...work,
          change: (moves) => {
            setEffects(null);
            work.change(moves);
          },
        }}
      />
    </NamesContext>
  );
}

function Head({ reorganisation }: { reorganisation: Reorganisation }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const { legal, effectiveOn, state } = reorganisation;
  const basis = [legal.number, legal.date && format.day(legal.date), legal.issuer].filter(Boolean).join(' · ');
  return (
    <div className={styles.head}>
      <StateBadge tone={TONES[state]}>{t(`reorganisationState.${state}`)}</StateBadge>
      <span>
        {t('reorganisation.effectiveOn')}: <strong>{format.day(effectiveOn)}</strong>
      </span>
      <span>
        {t('reorganisations.legal')}:{' '}
        {legal.link ? (
          <a href={legal.link} target="_blank" rel="noreferrer">
            {basis}
          </a>
        ) : (
          <strong>{basis}</strong>
        )}
      </span>
    </div>
  );
}
