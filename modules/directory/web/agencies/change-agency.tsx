import { Button, Modal, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Agency } from '../../contract.ts';
import { ChangeContact } from './change-contact.tsx';
import { ChangeImages } from './change-images.tsx';
import { SetCodeForm } from './set-code-form.tsx';

/** What an administrator keeps right of an agency: contact, codes, seal and logo. Names and parents move by reorganisations. */
export function ChangeAgency({ agency, onClose }: { agency: Agency; onClose(): void }) {
  const { t } = useTranslation('directory');
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('agency.change')}
      closeButtonProps={{ 'aria-label': t('reorganisation.close') }}
    >
      <Tabs defaultValue="contact" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="contact">{t('agency.contact')}</Tabs.Tab>
          <Tabs.Tab value="codes">{t('agency.code')}</Tabs.Tab>
          <Tabs.Tab value="images">{t('agency.images')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="contact" pt="md">
          <ChangeContact agency={agency} />
        </Tabs.Panel>
        <Tabs.Panel value="codes" pt="md">
          <SetCodeForm agency={agency} />
        </Tabs.Panel>
        <Tabs.Panel value="images" pt="md">
          <ChangeImages agency={agency} />
        </Tabs.Panel>
      </Tabs>
      <Button variant="default" mt="md" onClick={onClose}>
        {t('reorganisation.close')}
      </Button>
    </Modal>
  );
}
