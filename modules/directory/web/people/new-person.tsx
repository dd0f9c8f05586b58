import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { directory } from '../api.ts';
import { Form } from './form.tsx';
import { type PostDraft, PostFields } from './post-fields.tsx';
import { usePersonChange } from './use-person-change.ts';

/** Enters a person with a first post. */
export function NewPerson({
  agencyId,
  onClose,
  onDone,
}: {
  agencyId: string;
  onClose(): void;
  onDone(id: string): void;
}) {
  const { t } = useTranslation('directory');
  const [who, setWho] = useState({ name: '', email: '', phone: '' });
  const [post, setPost] = useState<PostDraft>({
    agencyId,
    positionId: '',
    from: today(),
    acting: false,
    legalBasis: '',
  });
  const [tried, setTried] = useState(false);
  const create = usePersonChange(async () => {
    const { legalBasis, ...assignment } = post;
    const { id } = await directory.createPerson({
      body: {
        name: who.name,
        ...(who.email.trim() && { email: who.email.trim() }),
        ...(who.phone.trim() && { phone: who.phone.trim() }),
        assignment: { ...assignment, legalBasis: legalBasis.trim() || null },
      },
    });
    onDone(id);
  });
  const submit = () => {
    setTried(true);
    if (who.name.trim() !== '' && post.agencyId !== '' && post.positionId !== '' && isDay(post.from)) create.mutate();
  };
  const field = (key: keyof typeof who, label: string, required = false) => (
    <TextInput
      label={label}
      required={required}
      maxLength={254}
      value={who[key]}
      error={tried && required && who[key].trim() === '' && t('change.missing')}
      onChange={(event) => setWho({ ...who, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Modal opened onClose={onClose} title={t('people.new')} closeButtonProps={{ 'aria-label': t('act.cancel') }}>
      <Form
        title={t('people.newText')}
        submit={t('people.enter')}
        error={create.error}
        pending={create.isPending}
        onSubmit={submit}
        onCancel={onClose}
      >
        {field('name', t('person.name'), true)}
        {field('email', t('person.email'))}
        {field('phone', t('person.phone'))}
        <PostFields post={post} onChange={setPost} tried={tried} />
      </Form>
    </Modal>
  );
}
