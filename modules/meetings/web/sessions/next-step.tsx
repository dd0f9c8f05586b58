import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { Session } from '../../contract.ts';
import { meetings } from '../api.ts';
import styles from '../meetings.module.css';
import { useAct } from './use-session.ts';

const CALLS = {
  open: meetings.openSession,
  pause: meetings.pauseSession,
  resume: meetings.resumeSession,
  close: meetings.closeSession,
} as const;
type Step = keyof typeof CALLS;

/** The one next legal step of a session for its chair, and the quiet ones beside it. */
export function NextStep({ session: { id, can } }: { session: Session }) {
  const { t } = useTranslation('meetings');
  const [asking, setAsking] = useState(false);
  const step = useAct(
    async (one: Step) => await CALLS[one]({ params: { id } }),
    () => setAsking(false),
  );
  const first = (['open', 'resume'] as const).find((one) => can[one]);
  return (
    <>
      {can.pause && (
        <Button variant="default" loading={step.isPending} onClick={() => step.mutate('pause')}>
          {t('step.pause')}
        </Button>
      )}
      {can.close && (
        <Button variant={first ? 'default' : 'filled'} onClick={() => setAsking(true)}>
          {t('step.close')}
        </Button>
      )}
      {first && (
        <Button loading={step.isPending} onClick={() => step.mutate(first)}>
          {t(`step.${first}`)}
        </Button>
      )}
      {step.error && !asking && <ErrorState error={step.error} compact />}
      {asking && (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={t('step.close')}
          closeButtonProps={{ 'aria-label': t('act.close') }}
        >
          <div className={styles.form}>
            <p>{t('step.closeText')}</p>
            {step.error && <ErrorState error={step.error} />}
            <div className={styles.acts}>
              <Button variant="default" onClick={() => setAsking(false)}>
                {t('act.cancel')}
              </Button>
              <Button loading={step.isPending} onClick={() => step.mutate('close')}>
                {t('step.close')}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  );
}
