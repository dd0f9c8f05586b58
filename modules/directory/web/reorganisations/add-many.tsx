import { Button, Modal, Select, Tabs, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { plusDays } from '#platform/web/format.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { AgencyLevel, Move, Reorganisation } from '../../contract.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import { newMove } from './moves.ts';
import { parseUnits } from './parse-units.ts';
import styles from './reorganisations.module.css';

interface AddManyProps {
  reorganisation: Reorganisation;
  /** Agencies that move already. */
  known: ReadonlySet<string>;
  onAdd(moves: Move[]): void;
  onClose(): void;
}

/** A whole level at once: every unit of before as a move, or a pasted list of units to be founded. */
export function AddMany(props: AddManyProps) {
  const { t } = useTranslation('directory');
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={t('moves.addMany')}
      closeButtonProps={{ 'aria-label': t('reorganisation.close') }}
    >
      <Tabs defaultValue="found" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="found">{t('many.found')}</Tabs.Tab>
          <Tabs.Tab value="end">{t('many.end')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="found" pt="md">
          <FoundMany {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="end" pt="md">
          <EndMany {...props} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

function FoundMany({ reorganisation, onAdd }: AddManyProps) {
  const { t } = useTranslation('directory');
  const [text, setText] = useState('');
  const [parentId, setParentId] = useState('');
  const [tried, setTried] = useState(false);
  const { units, wrong } = parseUnits(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (units.length === 0 || wrong.length > 0 || parentId === '') return;
    onAdd(units.map((unit) => ({ id: uuidv7(), kind: 'found', toId: uuidv7(), parentId, unit })));
  };
  const [first] = wrong;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <AgencyPicker
        label={t('agency.parent')}
        value={parentId}
        asOf={plusDays(reorganisation.effectiveOn, -1)}
        onChange={setParentId}
        required
        error={tried && parentId === '' ? t('change.missing') : undefined}
      />
      <Textarea
        label={t('many.list')}
        description={t('many.listHelp')}
        rows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={
          first
            ? t('many.wrong', { line: first.line, text: first.text })
            : tried && units.length === 0 && t('change.missing')
        }
      />
      <div className={styles.acts}>
        <span role="status" className={styles.status}>
          {t('many.read', { count: units.length })}
        </span>
        <Button type="submit">{t('many.add', { count: units.length })}</Button>
      </div>
    </form>
  );
}

const LEVELS: readonly AgencyLevel[] = ['commune', 'district', 'province'];
const FATES = ['merge', 'abolish'] as const;
const PAGE = 200;

function EndMany({ reorganisation, known, onAdd }: AddManyProps) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const asOf = plusDays(reorganisation.effectiveOn, -1);
  const [level, setLevel] = useState<AgencyLevel>('commune');
  const [fate, setFate] = useState<(typeof FATES)[number]>('merge');
  const add = useMutation({
    mutationFn: async () => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await directory.listAgencies({ query: { level, asOf, cursor, limit: PAGE } });
        ids.push(...page.rows.filter(({ kind }) => PLACES.has(kind)).map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return ids.filter((id) => !known.has(id)).map((id) => newMove(fate, id));
    },
    onSuccess: onAdd,
  });
  return (
    <div className={styles.form}>
      <p>{t('many.endText', { day: format.day(asOf) })}</p>
      <Select
        label={t('agency.level')}
        data={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
        value={level}
        allowDeselect={false}
        onChange={(value) => setLevel(LEVELS.find((one) => one === value) ?? level)}
      />
      <Select
        label={t('moves.kind')}
        data={FATES.map((value) => ({ value, label: t(`many.${value}`) }))}
        value={fate}
        allowDeselect={false}
        onChange={(value) => setFate(FATES.find((one) => one === value) ?? fate)}
      />
      {add.error && <ErrorState error={add.error} compact />}
      <div className={styles.acts}>
        <Button onClick={() => add.mutate()} loading={add.isPending}>
          {t('many.addLevel')}
        </Button>
      </div>
    </div>
  );
}

/** Committees of places: divisions and departments of that level go on or end one by one. */
const PLACES: ReadonlySet<string> = new Set(['commune', 'ward', 'township', 'special_zone', 'district', 'province']);
