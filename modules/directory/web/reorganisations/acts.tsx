import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '#platform/web/format.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Reorganisation, ReorganisationEffects } from '../../contract.ts';
import { directory } from '../api.ts';
import { HeadForm } from './head-form.tsx';
import styles from './reorganisations.module.css';

interface ActsProps {
  reorganisation: Reorganisation;
  /** Moves are being saved: what follows must wait. */
  busy: boolean;
  onEffects(effects: ReorganisationEffects | null): void;
}

type Asked = 'apply' | 'revert' | 'discard' | 'head';

/** What may be done with a reorganisation now; grave acts ask first and name what goes. */
export function Acts({ reorganisation, busy, onEffects }: ActsProps) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, version, can } = reorganisation;
  const params = { id };
  const { queryKey } = directory.getReorganisation.query({ params });
  const show = (answer: Reorganisation) => {
    queries.setQueryData(queryKey, answer);
    setAsked(null);
    void queries.invalidateQueries({ queryKey: ['directory'] });
  };
  const preview = useMutation({
    mutationFn: () => directory.previewReorganisation({ params }),
    onSuccess: (answer) => {
      queries.setQueryData(queryKey, answer.reorganisation);
      onEffects(answer.effects);
    },
  });
  const withdraw = useMutation({ mutationFn: () => directory.withdrawReorganisation({ params }), onSuccess: show });
  const apply = useMutation({
    mutationFn: () => directory.applyReorganisation({ params, body: { version } }),
    onSuccess: (answer) => {
      onEffects(null);
      show(answer);
    },
  });
  const revert = useMutation({ mutationFn: () => directory.revertReorganisation({ params }), onSuccess: show });
  const discard = useMutation({
    mutationFn: () => directory.discardReorganisation({ params }),
    onSuccess: async () => {
      await navigate({ to: '/reorganisations' });
      void queries.invalidateQueries({ queryKey: directory.listReorganisations.key() });
    },
  });
  const error = preview.error ?? withdraw.error;
  const grave = asked === 'apply' ? apply : asked === 'revert' ? revert : asked === 'discard' ? discard : null;
  return (
    <>
      <div className={styles.deeds}>
        {can.preview && (
          <Button
            variant={can.apply ? 'default' : 'filled'}
            onClick={() => preview.mutate()}
            loading={preview.isPending}
            disabled={busy}
          >
            {t('reorganisation.preview')}
          </Button>
        )}
        {can.apply && (
          <Button onClick={() => setAsked('apply')} disabled={busy}>
            {t('reorganisation.apply')}
          </Button>
        )}
        {can.withdraw && (
          <Button onClick={() => withdraw.mutate()} loading={withdraw.isPending}>
            {t('reorganisation.withdraw')}
          </Button>
        )}
        {can.revert && (
          <Button variant="default" onClick={() => setAsked('revert')}>
            {t('reorganisation.revert')}
          </Button>
        )}
        {can.change && (
          <>
            <Button variant="default" onClick={() => setAsked('head')} disabled={busy}>
              {t('reorganisation.change')}
            </Button>
            <Button variant="default" onClick={() => setAsked('discard')}>
              {t('reorganisation.discard')}
            </Button>
          </>
        )}
      </div>
      {error && <ErrorState error={error} />}
      {asked === 'head' && (
        <HeadForm reorganisation={reorganisation} onClose={() => setAsked(null)} onDone={() => setAsked(null)} />
      )}
      {asked && asked !== 'head' && grave && (
        <Modal
          opened
          onClose={() => setAsked(null)}
          title={t(`reorganisation.${asked}Question`)}
          closeButtonProps={{ 'aria-label': t('reorganisation.close') }}
        >
          <Consequence asked={asked} reorganisation={reorganisation} />
          {grave.error && <ErrorState error={grave.error} />}
          <Group justify="flex-end" mt="md">
            <Button variant="default" data-autofocus onClick={() => setAsked(null)}>
              {t('reorganisation.cancel')}
            </Button>
            <Button
              {...(asked !== 'apply' && { color: 'red' })}
              onClick={() => grave.mutate()}
              loading={grave.isPending}
            >
              {t(`reorganisation.${asked}`)}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}

function Consequence({
  asked,
  reorganisation,
}: {
  asked: 'apply' | 'revert' | 'discard';
  reorganisation: Reorganisation;
}) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const { moveCount, guessedCount, effectiveOn } = reorganisation;
  if (asked !== 'apply') return <p>{t(`reorganisation.${asked}Text`, { count: moveCount })}</p>;
  const when = effectiveOn > today() ? 'applyLater' : 'applyNow';
  return (
    <>
      <p>{t(`reorganisation.${when}`, { count: moveCount, day: format.day(effectiveOn) })}</p>
      {guessedCount > 0 && <p>{t('reorganisation.applyGuessed', { count: guessedCount })}</p>}
    </>
  );
}
