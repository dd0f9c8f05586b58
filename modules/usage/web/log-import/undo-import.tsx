import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import type { LogImport } from '../../contract.ts';
import { sumOf } from './import-state.tsx';

/** Takes the hits of an import out again. Asks first, and names what goes. */
export function UndoImport({ one, undo, busy }: { one: LogImport; undo(): void; busy: boolean }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const hits = sumOf(one.recorded) + sumOf(one.bots);
  return (
    <>
      <Button variant="outline" color="var(--nc-late)" onClick={() => setAsking(true)} loading={busy}>
        {t('logs.undo')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('logs.undoQuestion', { name: one.name })}
        closeButtonProps={{ 'aria-label': t('close.cancel') }}
      >
        <p>{t('logs.undoConsequence', { count: hits, number: format.number(hits) })}</p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {t('close.cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              setAsking(false);
              undo();
            }}
          >
            {t('logs.undo')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
