import { Button, CloseButton, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plusDays } from '#platform/web/format.ts';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { Move, Reorganisation } from '../../contract.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import { FoundFields } from './found-fields.tsx';
import { guessOf } from './moves.ts';
import { useNames } from './names.tsx';
import styles from './reorganisations.module.css';

interface MovePanelProps {
  move: Move;
  moves: readonly Move[];
  reorganisation: Reorganisation;
  onChange(move: Move): void;
  onRemove(): void;
  /** Goes on to the next move that waits for a person. */
  onNext(): void;
  onClose(): void;
}

/** One move of a draft, to be filled in. */
export function MovePanel(props: MovePanelProps) {
  const { move, moves, reorganisation, onChange, onRemove, onNext, onClose } = props;
  const { t } = useTranslation('directory');
  const asOf = plusDays(reorganisation.effectiveOn, -1);
  const founded = moves.flatMap((one) => (one.kind === 'found' ? [{ id: one.toId, name: one.unit.shortName }] : []));
  const guess = guessOf(move);
  const lead = (toId: string) => onChange({ ...move, toId: toId || null, guess: null } as Move);
  return (
    <section className={styles.panel} aria-labelledby="move">
      <div className={styles.panelHead}>
        <h2 id="move">{t(`moveKind.${move.kind}`)}</h2>
        <CloseButton aria-label={t('reorganisation.close')} onClick={onClose} />
      </div>
      <div className={styles.form}>
        {move.kind === 'found' ? (
          <FoundFields move={move} asOf={asOf} founded={founded} onChange={onChange} />
        ) : (
          <AgencyPicker
            label={t('moves.from')}
            value={move.fromId}
            asOf={asOf}
            onChange={(fromId) => onChange({ ...move, fromId })}
            required
          />
        )}
        {move.kind === 'merge' && <Candidates move={move} id={reorganisation.id} onPick={onChange} onNext={onNext} />}
        {(move.kind === 'merge' || move.kind === 'split' || move.kind === 'transfer') && (
          <AgencyPicker
            label={t(move.kind === 'transfer' ? 'moves.newParent' : 'moves.to')}
            value={move.toId ?? ''}
            asOf={asOf}
            offered={founded}
            onChange={lead}
          />
        )}
        {guess && 'toId' in move && move.toId && (
          <div className={styles.bar}>
            <StateBadge tone="soon">{t(`guess.${guess}`)}</StateBadge>
            <Button
              size="compact-sm"
              onClick={() => {
                lead(move.toId ?? '');
                onNext();
              }}
            >
              {t('moves.confirm')}
            </Button>
          </div>
        )}
        {move.kind === 'rename' && <RenameFields move={move} onChange={onChange} />}
        {(move.kind === 'merge' || move.kind === 'split') && <Carried move={move} onChange={onChange} />}
        {move.kind === 'split' && <Share move={move} onChange={onChange} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onRemove}>
            {t('moves.remove')}
          </Button>
          <Button variant="default" onClick={onNext}>
            {t('moves.next')}
          </Button>
        </div>
      </div>
    </section>
  );
}

type MoveOf<Kind extends Move['kind']> = Extract<Move, { kind: Kind }>;

interface PartProps<Kind extends Move['kind']> {
  move: MoveOf<Kind>;
  onChange(move: Move): void;
}

/** Where the unit may have gone, the likeliest first; a choice leads on to the next that waits. */
function Candidates({
  move,
  id,
  onPick,
  onNext,
}: {
  move: MoveOf<'merge'>;
  id: string;
  onPick(move: Move): void;
  onNext(): void;
}) {
  const { t } = useTranslation('directory');
  const name = useNames();
  const query = useQuery({
    ...directory.proposeMoves.query({ params: { id } }),
    enabled: move.toId === null && move.fromId !== '',
  });
  const candidates = query.data?.proposals.find((one) => one.moveId === move.id)?.candidates ?? [];
  if (move.toId !== null || candidates.length === 0) return null;
  return (
    <div>
      <span id="candidates">{t('moves.candidates')}</span>
      <ul className={styles.candidates} aria-labelledby="candidates">
        {candidates.map(({ toId, guess }) => (
          <li key={toId}>
            <button
              type="button"
              className={styles.candidate}
              onClick={() => {
                onPick({ ...move, toId, guess: null });
                onNext();
              }}
            >
              {name(toId)} <StateBadge tone="soon">{t(`guess.${guess}`)}</StateBadge>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Texts are kept when the field is left: half a name is no name. */
function RenameFields({ move, onChange }: PartProps<'rename'>) {
  const { t } = useTranslation('directory');
  const [name, setName] = useState(move.name);
  const [shortName, setShortName] = useState(move.shortName);
  const keep = () => onChange({ ...move, name: name.trim(), shortName: (shortName || name).trim() });
  return (
    <>
      <TextInput
        label={t('moves.newName')}
        value={name}
        maxLength={300}
        required
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={keep}
      />
      <TextInput
        label={t('moves.shortName')}
        value={shortName}
        maxLength={120}
        onChange={(event) => setShortName(event.currentTarget.value)}
        onBlur={keep}
      />
    </>
  );
}

function Carried({ move, onChange }: PartProps<'merge' | 'split'>) {
  const { t } = useTranslation('directory');
  const data = (['move', 'end'] as const).map((value) => ({ value, label: t(`carried.${value}`) }));
  const read = (value: string | null) => (value === 'move' ? 'move' : 'end');
  return (
    <>
      <Select
        label={t('moves.people')}
        data={data}
        value={move.people}
        allowDeselect={false}
        onChange={(value) => onChange({ ...move, people: read(value) })}
      />
      {move.kind === 'merge' && (
        <Select
          label={t('moves.roles')}
          description={t('moves.rolesHelp')}
          data={data}
          value={move.roles}
          allowDeselect={false}
          onChange={(value) => onChange({ ...move, roles: read(value) })}
        />
      )}
    </>
  );
}

const WHOLE = 100;

function Share({ move, onChange }: PartProps<'split'>) {
  const { t } = useTranslation('directory');
  return (
    <>
      <NumberInput
        label={t('moves.share')}
        description={t('moves.shareHelp')}
        suffix=" %"
        min={1}
        max={WHOLE}
        decimalSeparator=","
        value={move.weight === null ? '' : move.weight * WHOLE}
        onChange={(value) =>
          onChange({ ...move, weight: typeof value === 'number' && value > 0 ? value / WHOLE : null })
        }
      />
      <Switch
        label={t('moves.ends')}
        checked={move.ends}
        onChange={(event) => onChange({ ...move, ends: event.currentTarget.checked })}
      />
    </>
  );
}
