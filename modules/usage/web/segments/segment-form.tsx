import { Button, Checkbox, CloseButton, Group, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { SavedSegment } from '../../contract.ts';
import { usage } from '../api.ts';
import { type Condition, FIELDS, OPERATORS, operatorsOf, parseSegment, writeSegment } from './segment-text.ts';
import styles from './segments.module.css';

const NEW: Condition = { field: 'deviceType', operator: '==', value: '' };

interface Props {
  expression: string;
  chosen: SavedSegment | undefined;
  onUse(expression: string): void;
  onClose(): void;
}

/** Conditions joined by *and*, within each by *or*; used at once, or kept under a name. */
export function SegmentForm({ expression, chosen, onUse, onClose }: Props) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [groups, setGroups] = useState(() => (expression === '' ? [[NEW]] : parseSegment(expression)));
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const written = writeSegment(groups);
  const put = (at: number, group: Condition[]) =>
    setGroups((all) => all.map((one, index) => (index === at ? group : one)).filter((one) => one.length > 0));
  const refresh = () => queries.invalidateQueries({ queryKey: usage.listSegments.key() });
  const save = useMutation({
    mutationFn: () => usage.saveSegment({ body: { name, expression: written, shared } }),
    onSuccess: async () => {
      await refresh();
      onUse(written);
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => usage.removeSegment({ params: { id } }),
    onSuccess: async () => {
      await refresh();
      onUse('');
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('segment.title')}
      closeButtonProps={{ 'aria-label': t('segment.close') }}
    >
      {groups.map((group, at) => (
        <fieldset key={at} className={styles.group}>
          <legend>{at === 0 ? t('segment.visits') : t('segment.andAlso')}</legend>
          {group.map((condition, place) => (
            <ConditionRow
              key={place}
              condition={condition}
              first={place === 0}
              onChange={(next) =>
                put(
                  at,
                  group.map((one, index) => (index === place ? next : one)),
                )
              }
              onRemove={() =>
                put(
                  at,
                  group.filter((_, index) => index !== place),
                )
              }
            />
          ))}
          <Button size="compact-sm" variant="subtle" onClick={() => put(at, [...group, NEW])}>
            {t('segment.addOr')}
          </Button>
        </fieldset>
      ))}
      <Button size="compact-sm" variant="default" onClick={() => setGroups((all) => [...all, [NEW]])}>
        {t('segment.addAnd')}
      </Button>
      <div className={styles.keep}>
        <TextInput
          label={t('segment.name')}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={t('segment.share')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      </div>
      {(save.error ?? remove.error) && <ErrorState error={save.error ?? remove.error} compact />}
      <Group justify="flex-end" mt="md">
        {chosen?.can.remove && (
          <Button
            variant="outline"
            color="var(--nc-late)"
            loading={remove.isPending}
            onClick={() => remove.mutate(chosen.id)}
          >
            {t('segment.remove')}
          </Button>
        )}
        <Button
          variant="default"
          disabled={written === '' || name.trim() === ''}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('segment.save')}
        </Button>
        <Button disabled={written === ''} onClick={() => onUse(written)}>
          {t('segment.use')}
        </Button>
      </Group>
    </Modal>
  );
}

interface RowProps {
  condition: Condition;
  first: boolean;
  onChange(condition: Condition): void;
  onRemove(): void;
}

function ConditionRow({ condition, first, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('usage');
  const { field, operator, value } = condition;
  return (
    <div className={styles.condition}>
      {!first && <span className={styles.or}>{t('segment.or')}</span>}
      <Select
        aria-label={t('segment.fieldLabel')}
        data={FIELDS.map((one) => ({ value: one, label: t(`segment.field.${one}`) }))}
        value={field}
        allowDeselect={false}
        onChange={(next) =>
          next &&
          onChange({ ...condition, field: next, operator: operatorsOf(next).includes(operator) ? operator : '==' })
        }
      />
      <Select
        aria-label={t('segment.operatorLabel')}
        data={OPERATORS.filter((one) => operatorsOf(field).includes(one)).map((one) => ({
          value: one,
          label: t(`segment.operator.${one}`),
        }))}
        value={operator}
        allowDeselect={false}
        onChange={(next) => next && onChange({ ...condition, operator: next })}
      />
      <TextInput
        aria-label={t('segment.valueLabel')}
        placeholder={t(`segment.example.${exampleOf(field)}`)}
        value={value}
        maxLength={200}
        onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
      />
      <CloseButton aria-label={t('segment.removeCondition')} onClick={onRemove} />
    </div>
  );
}

const exampleOf = (field: string) => FIELDS.find((one) => one === field) ?? 'pageUrl';
