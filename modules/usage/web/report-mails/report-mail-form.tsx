import { Button, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { ErrorState, Picker } from '#platform/web/kit/index.ts';
import { ReportEvery, type SiteRow } from '../../contract.ts';
import { usage } from '../api.ts';

/** Of whom, how often, to whom. */
export function ReportMailForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [agencyId, setAgency] = useState('');
  const [site, setSite] = useState('');
  const [every, setEvery] = useState<ReportEvery>('week');
  const [recipients, setRecipients] = useState('');
  const create = useMutation({
    mutationFn: () =>
      usage.createReportMail({
        body: {
          agencyId,
          ...(site !== '' && { siteCode: Number(site) }),
          every,
          recipients: recipients.split(/[\s,;]+/).filter((one) => one !== ''),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: usage.listReportMails.key() });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reportMail.add')}
      closeButtonProps={{ 'aria-label': t('reportMail.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack gap="sm">
          <AgencyPicker
            label={t('reportMail.agency')}
            value={agencyId}
            onChange={(value) => {
              setAgency(value);
              setSite('');
            }}
          />
          {agencyId !== '' && (
            <Picker<SiteRow>
              label={t('reportMail.site')}
              value={site}
              onChange={setSite}
              find={(q) =>
                usage.listSites.query({ query: { q, agencyId, below: 'false' as never, limit: 20 } }) as never
              }
              get={(code) => usage.getSite.query({ params: { code: Number(code) } }) as never}
              optionOf={({ code, name }) => ({ id: String(code), label: name })}
            />
          )}
          <SegmentedControl
            aria-label={t('reportMail.every')}
            value={every}
            onChange={(value) => setEvery(ReportEvery.options.find((one) => one === value) ?? 'week')}
            data={ReportEvery.options.map((value) => ({ value, label: t(`reportMail.everyWord.${value}`) }))}
          />
          <Textarea
            label={t('reportMail.recipients')}
            description={t('reportMail.recipientsHelp')}
            value={recipients}
            required
            autosize
            minRows={2}
            onChange={(event) => setRecipients(event.currentTarget.value)}
          />
          {create.error && <ErrorState error={create.error} compact />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('reportMail.close')}
            </Button>
            <Button type="submit" disabled={agencyId === ''} loading={create.isPending}>
              {t('reportMail.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
