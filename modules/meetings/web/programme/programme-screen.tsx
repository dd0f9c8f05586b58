import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import type { StateBadgeProps } from '#platform/web/kit/props.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { Agenda, AgendaItem, ItemState } from '../../contract.ts';
import { floor } from '../api.ts';
import styles from '../meetings.module.css';
import { useAct, useSessionId } from '../sessions/use-session.ts';
import { ItemForm } from './item-form.tsx';
import { neighbourMove } from './neighbour-move.ts';

const TONES: Record<ItemState, StateBadgeProps['tone']> = {
  planned: 'quiet',
  open: 'active',
  paused: 'soon',
  closed: 'done',
  postponed: 'soon',
  withdrawn: 'late',
};

/** The programme: what is dealt with, by whom, when by the plan and when as things stand. */
export function ProgrammeScreen() {
  const { t } = useTranslation('meetings');
  const id = useSessionId();
  const query = useQuery(floor.getAgenda.query({ params: { id } }));
  const [form, setForm] = useState<AgendaItem | 'new' | null>(null);
  const number = useAct(async () => await floor.numberAgenda({ params: { id } }));
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <ScreenWaiting />;
  const agenda = query.data;
  const add = agenda.can.prepare && <Button onClick={() => setForm('new')}>{t('programme.add')}</Button>;
  return (
    <>
      {agenda.items.length > 0 && agenda.can.prepare && (
        <div className={styles.bar}>
          {add}
          <Button variant="default" loading={number.isPending} onClick={() => number.mutate()}>
            {t('programme.number')}
          </Button>
        </div>
      )}
      {number.error && <ErrorState error={number.error} compact />}
      {agenda.items.length === 0 ? (
        <Empty title={t('programme.none')} text={t('programme.noneText')} action={add} />
      ) : (
        <section className={styles.card} aria-label={t('programme.title')}>
          <ol className={styles.rows}>
            {agenda.items.map((item) => (
              <Item key={item.id} sessionId={id} agenda={agenda} item={item} onChange={() => setForm(item)} />
            ))}
          </ol>
        </section>
      )}
      {form !== null && <ItemForm sessionId={id} item={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </>
  );
}

interface ItemProps {
  sessionId: string;
  agenda: Agenda;
  item: AgendaItem;
  onChange(): void;
}

function Item({ sessionId, agenda, item, onChange }: ItemProps) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const params = { id: sessionId };
  const move = useAct(
    async (body: NonNullable<ReturnType<typeof neighbourMove>>) => await floor.moveItems({ params, body }),
  );
  const remove = useAct(async () => await floor.removeItem({ params: { ...params, itemId: item.id } }));
  const times = [
    item.plannedAt !== null && t('programme.planned', { time: format.time(item.plannedAt) }),
    item.expectedAt !== null &&
      item.expectedAt !== item.plannedAt &&
      t('programme.expected', { time: format.time(item.expectedAt) }),
    item.seconds !== null && t('programme.minutes', { count: Math.round(item.seconds / 60) }),
  ];
  const error = move.error ?? remove.error;
  const way = (by: -1 | 1, label: string, Icon: typeof IconArrowUp) => {
    const body = neighbourMove(agenda.items, item.id, by);
    return (
      body && (
        <ActionIcon variant="subtle" aria-label={label} onClick={() => move.mutate(body)}>
          <Icon size={18} aria-hidden />
        </ActionIcon>
      )
    );
  };
  return (
    <li style={{ paddingInlineStart: `${item.level * 1.5}rem` }}>
      <span>
        <strong>{[item.number, item.title].filter(Boolean).join('. ')}</strong>
        <span className={styles.quiet}>{[item.presenter, ...times].filter(Boolean).join(' · ')}</span>
        {error && <ErrorState error={error} compact />}
      </span>
      <span className={styles.acts}>
        {item.content === 'resolution' && <StateBadge tone="active">{t('programme.resolution')}</StateBadge>}
        {(item.internal || item.hidden) && <StateBadge tone="quiet">{t('programme.internal')}</StateBadge>}
        <StateBadge tone={TONES[item.state]}>{t(`itemState.${item.state}`)}</StateBadge>
        {agenda.can.prepare && (
          <>
            {way(-1, t('programme.up', { title: item.title }), IconArrowUp)}
            {way(1, t('programme.down', { title: item.title }), IconArrowDown)}
            {item.can.remove && (
              <ActionIcon
                variant="subtle"
                aria-label={t('programme.remove', { title: item.title })}
                onClick={() => remove.mutate()}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
            {item.can.change && (
              <Button variant="default" onClick={onChange}>
                {t('programme.change')}
              </Button>
            )}
          </>
        )}
      </span>
    </li>
  );
}
