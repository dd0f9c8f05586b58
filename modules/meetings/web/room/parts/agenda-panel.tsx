import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { AgendaItem, ItemState } from '../../../contract.ts';
import { floor } from '../../api.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';
import { Act } from './act.tsx';

/** Postponing and withdrawing ask for a reason: they stand with the programme, not under the thumb. */
const HERE: readonly ItemState[] = ['open', 'paused', 'closed'];

/** The agenda with what is over, what runs and what comes when; its states may be changed by who may. */
export function AgendaPanel() {
  const { t } = useTranslation('meetings');
  const { id, state } = useRoom();
  const { data, error, refetch } = useQuery(floor.getAgenda.query({ params: { id } }));
  return (
    <section className={styles.card} aria-labelledby="room-agenda">
      <h2 id="room-agenda" className={styles.title}>
        {t('room.agenda')}
      </h2>
      {error && !data && <ErrorState compact error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={styles.quiet}>{t('room.agendaEmpty')}</p>}
      <ol className={styles.agenda}>
        {data?.items.map((item) => (
          <Line key={item.id} item={item} now={item.id === state.item?.id} />
        ))}
      </ol>
    </section>
  );
}

function Line({ item, now }: { item: AgendaItem; now: boolean }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const { id } = useRoom();
  const at = item.expectedAt ?? item.plannedAt;
  return (
    <li data-state={item.state} data-level={item.level} aria-current={now || undefined}>
      <span className={styles.when}>{at !== null && <time dateTime={at}>{format.time(at)}</time>}</span>
      <span className={styles.who}>
        <span>{[item.number, item.title].filter(Boolean).join('. ')}</span>
        <span className={styles.quiet}>
          {[t(`room.itemState.${item.state}`), item.presenter, item.internal && t('room.internal')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className={styles.acts}>
        {item.can.states
          .filter((to) => HERE.includes(to))
          .map((to) => (
            <Act
              key={to}
              size="compact-sm"
              variant="default"
              aria-label={t(`room.bring.${to}`, { title: item.title })}
              run={() => floor.setItemState({ params: { id, itemId: item.id }, body: { to } })}
            >
              {t(`room.to.${to}`)}
            </Act>
          ))}
      </span>
    </li>
  );
}
