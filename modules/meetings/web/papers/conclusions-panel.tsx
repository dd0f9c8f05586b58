import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Deadline, Empty, ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import type { Conclusion } from '../../contract.ts';
import { papers } from '../api.ts';
import { useAct } from '../sessions/use-session.ts';
import { ConclusionForm } from './conclusion-form.tsx';
import styles from './papers.module.css';

/** What was concluded, who does what by when. The secretary writes it down, the chair confirms. */
export function ConclusionsPanel({ id }: { id: string }) {
  const { t } = useTranslation('meetings');
  const [open, setOpen] = useState<Conclusion | 'new' | null>(null);
  const { data, error, refetch } = useQuery(papers.listConclusions.query({ params: { id } }));
  return (
    <section className={styles.card} aria-labelledby="conclusions">
      <div className={styles.head}>
        <h2 id="conclusions">{t('papers.conclusions')}</h2>
        {data?.can.write && <Button onClick={() => setOpen('new')}>{t('papers.addConclusion')}</Button>}
      </div>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('papers.noConclusions')} text={t('papers.noConclusionsText')} />}
      <ol className={styles.list}>
        {data?.rows.map((row) => (
          <Line key={row.id} sessionId={id} row={row} onEdit={() => setOpen(row)} />
        ))}
      </ol>
      {open !== null && (
        <ConclusionForm sessionId={id} conclusion={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

function Line({ sessionId, row, onEdit }: { sessionId: string; row: Conclusion; onEdit(): void }) {
  const { t } = useTranslation('meetings');
  const params = { id: sessionId, conclusionId: row.id };
  const confirm = useAct(async () => await papers.confirmConclusion({ params }));
  const remove = useAct(async () => await papers.removeConclusion({ params }));
  const facts = [
    row.lead && t('papers.leadIs', { name: row.lead.name }),
    row.partners.length > 0 && t('papers.partnersAre', { names: row.partners.map(({ name }) => name).join(', ') }),
    row.product && t('papers.productIs', { product: row.product }),
    row.kind === 'none' && t('papers.noTask'),
  ].filter(Boolean);
  return (
    <li>
      <div className={styles.what}>
        <p>
          <b>{row.number}.</b> {row.text}
        </p>
        <p className={styles.quiet}>{facts.join(' · ')}</p>
        {(confirm.error ?? remove.error) && <ErrorState compact error={confirm.error ?? remove.error} />}
      </div>
      <div className={styles.side}>
        {row.kind === 'task' && row.dueOn !== null && <Deadline day={row.dueOn} />}
        <StateBadge tone={row.confirmedAt === null ? 'soon' : 'done'}>
          {t(row.confirmedAt === null ? 'papers.toConfirm' : 'papers.confirmed')}
        </StateBadge>
        {row.can.confirm && (
          <Button size="compact-sm" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('papers.confirm')}
          </Button>
        )}
        {row.can.change && (
          <>
            <Button size="compact-sm" variant="default" onClick={onEdit}>
              {t('papers.edit')}
            </Button>
            <Button size="compact-sm" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('papers.remove')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
