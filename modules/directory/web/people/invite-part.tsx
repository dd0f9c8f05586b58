import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '#platform/web/i18n/error-text.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Person } from '../../contract.ts';
import { directory } from '../api.ts';

/** Invites who has no account yet; sends the mail anew when it is pressed again. */
export function InvitePart({ person }: { person: Person }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: () => directory.invite({ params: { id: person.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: directory.getPerson.key() }),
  });
  if (person.hasAccount || !person.can.assign || person.assignments.length === 0) return null;
  return (
    <div>
      <Button variant="default" loading={invite.isPending} disabled={!person.email} onClick={() => invite.mutate()}>
        {invite.isSuccess ? t('invite.again') : t('invite.send')}
      </Button>
      <p role="status">
        {invite.isSuccess && t('invite.sent', { email: person.email, until: format.day(invite.data.expiresAt) })}
        {invite.error && errorText(invite.error)}
        {!person.email && t('invite.noEmail')}
      </p>
    </div>
  );
}
