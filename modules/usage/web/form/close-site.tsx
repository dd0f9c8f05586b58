import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { Site } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from './form.module.css';

/** Ends the measuring of a site. Asks first, and names what goes and what stays. */
export function CloseSite({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const close = useMutation({
    mutationFn: () => usage.closeSite({ params: { code: site.code } }),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ['usage'] });
    },
  });
  return (
    <section className={styles.section} aria-labelledby="close-site">
      <h2 id="close-site">{t('close.title')}</h2>
      <p className={styles.quiet}>{t('close.text')}</p>
      <Button variant="outline" color="var(--nc-late)" onClick={() => setAsking(true)}>
        {t('close.open')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('close.question', { name: site.name })}
        closeButtonProps={{ 'aria-label': t('close.cancel') }}
      >
        <p>{t('close.consequence', { code: site.code })}</p>
        {close.error && <ErrorState error={close.error} compact />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {t('close.cancel')}
          </Button>
          <Button color="red" onClick={() => close.mutate()} loading={close.isPending}>
            {t('close.confirm')}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}
