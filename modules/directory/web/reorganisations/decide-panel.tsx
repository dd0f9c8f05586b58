import { Button, CloseButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plusDays } from '#platform/web/format.ts';
import { ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import type { Move, Reorganisation } from '../../contract.ts';
import { directory } from '../api.ts';
import { HeirSelect } from './heir-select.tsx';
import { fromOf, guessOf, toOf } from './moves.ts';
import { useNames } from './names.tsx';
import styles from './reorganisations.module.css';

interface DecidePanelProps {
  move: Move;
  reorganisation: Reorganisation;
  /** Goes on to the next that waits. */
  onDone(): void;
  onClose(): void;
}

/** A move as it was applied; one that was only guessed is confirmed or led elsewhere here. */
export function DecidePanel({ move, reorganisation, onDone, onClose }: DecidePanelProps) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const name = useNames();
  const { id, effectiveOn, can, moves } = reorganisation;
  const [from, to, guess] = [fromOf(move), toOf(move), guessOf(move)];
  const [choice, setChoice] = useState(to ?? '');
  const decide = useMutation({
    mutationFn: () => directory.decideMove({ params: { id, moveId: move.id }, body: { toId: choice } }),
    onSuccess: (answer) => {
      queries.setQueryData(directory.getReorganisation.query({ params: { id } }).queryKey, answer);
      onDone();
    },
  });
  const heirs = new Set(
    moves.flatMap((one) => (one.kind === 'found' || one.kind === 'merge' ? [toOf(one) ?? ''] : [])),
  );
  return (
    <section className={styles.panel} aria-labelledby="move">
      <div className={styles.panelHead}>
        <h2 id="move">{t(`moveKind.${move.kind}`)}</h2>
        <CloseButton aria-label={t('reorganisation.close')} onClick={onClose} />
      </div>
      <div className={styles.form}>
        {from && (
          <div>
            {t('moves.from')}:{' '}
            <Link to={`/agencies/${from}`} search={{ asOf: plusDays(effectiveOn, -1) } as never}>
              {name(from)}
            </Link>
          </div>
        )}
        {to && (
          <div>
            {t('moves.to')}:{' '}
            <Link to={`/agencies/${to}`} search={{ asOf: effectiveOn } as never}>
              {name(to)}
            </Link>
          </div>
        )}
        {move.kind === 'rename' && <div>{t('history.named', { name: move.name })}</div>}
        {guess && (
          <div>
            <StateBadge tone="soon">{t(`guess.${guess}`)}</StateBadge>
          </div>
        )}
        {guess && can.decide && (
          <>
            <HeirSelect
              label={t('moves.decide')}
              heirs={[...heirs].map((heir) => ({ value: heir, label: name(heir) }))}
              value={choice}
              onChange={setChoice}
            />
            {decide.error && <ErrorState error={decide.error} compact />}
            <div className={styles.acts}>
              <Button variant="default" onClick={onDone}>
                {t('moves.next')}
              </Button>
              <Button onClick={() => decide.mutate()} loading={decide.isPending} disabled={choice === ''}>
                {t(choice === to ? 'moves.confirm' : 'moves.lead')}
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}
