import { Button, Menu, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitOf } from '#platform/web/fold.ts';
import { type Column, ErrorState, List, StateBadge, useUrlParams } from '#platform/web/kit/index.ts';
import type { Move, MoveKind, Reorganisation } from '../../contract.ts';
import { directory } from '../api.ts';
import { AddMany } from './add-many.tsx';
import { DecidePanel } from './decide-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { fromOf, guessOf, isOpen, isWhole, KINDS, newMove, takeProposals, toOf } from './moves.ts';
import { useNames } from './names.tsx';
import styles from './reorganisations.module.css';
import type { useMoves } from './use-moves.ts';

interface MovesListProps {
  reorganisation: Reorganisation;
  work: ReturnType<typeof useMoves>;
}

/** Every move as a row; the open one stands beside, to be changed or decided. */
export function MovesList({ reorganisation, work }: MovesListProps) {
  const { t } = useTranslation('directory');
  const [params, changeParams] = useUrlParams();
  const { can, id } = reorganisation;
  const name = useNames();
  const [many, setMany] = useState(false);
  const setOpen = (moveId: string | undefined) => changeParams({ open: moveId });
  const shown = work.moves.filter((move) => {
    if (params['show'] === 'open' && !isOpen(move)) return false;
    if (params['show'] === 'guessed' && guessOf(move) === null) return false;
    return fitOf(`${name(fromOf(move))} ${name(toOf(move))} ${name(parentOf(move))}`, params['q'] ?? '') > 0;
  });
  const open = work.moves.find((move) => move.id === params['open']);
  const propose = useMutation({
    mutationFn: () => directory.proposeMoves({ params: { id } }),
    onSuccess: ({ proposals }) => work.change(takeProposals(work.moves, proposals)),
  });
  const add = (kind: MoveKind) => {
    const move = newMove(kind, '');
    work.change([...work.moves, move]);
    setOpen(move.id);
  };
  const next = () => {
    const at = shown.findIndex((move) => move.id === open?.id);
    const waits = (move: Move) => move.id !== open?.id && (isOpen(move) || guessOf(move) !== null);
    setOpen((shown.slice(at + 1).find(waits) ?? shown.find(waits))?.id);
  };
  const waiting = work.moves.some((move) => move.kind === 'merge' && move.toId === null);
  return (
    <>
      {work.error && <ErrorState error={work.error} />}
      {propose.error && <ErrorState error={propose.error} />}
      <List<Move>
        rows={shown}
        total={shown.length}
        label={t('moves.title')}
        columns={useColumns()}
        rowKey={(move) => move.id}
        search={t('moves.search')}
        filters={
          <SegmentedControl
            aria-label={t('moves.show')}
            value={params['show'] ?? ''}
            onChange={(show) => changeParams({ show })}
            data={[
              { value: '', label: t('moves.all') },
              { value: 'open', label: t('moves.open') },
              { value: 'guessed', label: t('moves.guessed') },
            ]}
          />
        }
        actions={
          can.change && (
            <>
              <span role="status" className={styles.status}>
                {work.saving ? t('moves.saving') : work.saved && t('moves.saved')}
              </span>
              {waiting && (
                <Button variant="default" onClick={() => propose.mutate()} loading={propose.isPending || work.saving}>
                  {t('moves.propose')}
                </Button>
              )}
              <Button variant="default" onClick={() => setMany(true)}>
                {t('moves.addMany')}
              </Button>
              <Menu>
                <Menu.Target>
                  <Button>{t('moves.add')}</Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {KINDS.map((kind) => (
                    <Menu.Item key={kind} onClick={() => add(kind)}>
                      {t(`moveKind.${kind}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            </>
          )
        }
        empty={{ title: t('moves.none'), text: t('moves.noneText') }}
        onOpen={(move) => setOpen(move.id)}
        openKey={open?.id}
        onClose={() => setOpen(undefined)}
        beside={
          open &&
          (can.change ? (
            <MovePanel
              key={open.id}
              move={open}
              reorganisation={reorganisation}
              moves={work.moves}
              onChange={(move) => work.change(work.moves.map((one) => (one.id === move.id ? move : one)))}
              onRemove={() => {
                work.change(work.moves.filter((one) => one.id !== open.id));
                setOpen(undefined);
              }}
              onNext={next}
              onClose={() => setOpen(undefined)}
            />
          ) : (
            <DecidePanel
              key={open.id}
              move={open}
              reorganisation={reorganisation}
              onDone={next}
              onClose={() => setOpen(undefined)}
            />
          ))
        }
      />
      {many && (
        <AddMany
          reorganisation={reorganisation}
          known={new Set(work.moves.map(fromOf).filter((one) => one !== null))}
          onAdd={(moves) => {
            work.change([...work.moves, ...moves]);
            setMany(false);
          }}
          onClose={() => setMany(false)}
        />
      )}
    </>
  );
}

function parentOf(move: Move): string | null {
  return move.kind === 'found' ? move.parentId : null;
}

function useColumns(): Column<Move>[] {
  const { t } = useTranslation('directory');
  const name = useNames();
  const target = (move: Move) => (move.kind === 'rename' ? move.name : name(toOf(move)));
  return [
    { key: 'kind', title: t('moves.kind'), value: (move) => t(`moveKind.${move.kind}`), width: '8rem' },
    { key: 'from', title: t('moves.from'), value: (move) => name(fromOf(move)), show: 'phone' },
    { key: 'to', title: t('moves.to'), value: target, show: 'phone' },
    {
      key: 'state',
      title: t('moves.state'),
      value: (move) => guessOf(move) ?? '',
      cell: (move) => {
        const guess = guessOf(move);
        if (!isWhole(move)) return <StateBadge tone="late">{t('moves.unfinished')}</StateBadge>;
        if (isOpen(move)) return <StateBadge tone="late">{t('moves.undecided')}</StateBadge>;
        return guess && <StateBadge tone="soon">{t(`guess.${guess}`)}</StateBadge>;
      },
      width: '15rem',
    },
  ];
}
