import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, plusDays, today } from '#platform/web/format.ts';
import { DayField } from '#platform/web/kit/index.ts';
import type { Assignment, Person } from '../../contract.ts';
import { directory } from '../api.ts';
import { Form } from './form.tsx';
import { type PostDraft, PostFields } from './post-fields.tsx';
import { usePersonChange } from './use-person-change.ts';

interface ActProps {
  person: Person;
  onDone(): void;
}

export function ChangePersonForm({ person, onDone }: ActProps) {
  const { t } = useTranslation('directory');
  const [who, setWho] = useState({ name: person.name, email: person.email ?? '', phone: person.phone ?? '' });
  const save = usePersonChange(
    () =>
      directory.changePerson({
        params: { id: person.id },
        body: { name: who.name, email: who.email.trim() || null, phone: who.phone.trim() || null },
      }),
    onDone,
  );
  return (
    <Form
      title={t('act.change')}
      submit={t('act.save')}
      error={save.error}
      pending={save.isPending}
      onSubmit={() => who.name.trim() !== '' && save.mutate()}
      onCancel={onDone}
    >
      <TextInput
        label={t('person.name')}
        required
        maxLength={120}
        value={who.name}
        error={who.name.trim() === '' && t('change.missing')}
        onChange={(event) => setWho({ ...who, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('person.email')}
        description={person.hasAccount ? t('act.emailSignsIn') : undefined}
        disabled={person.hasAccount}
        maxLength={254}
        value={who.email}
        onChange={(event) => setWho({ ...who, email: event.currentTarget.value })}
      />
      <TextInput
        label={t('person.phone')}
        maxLength={20}
        value={who.phone}
        onChange={(event) => setWho({ ...who, phone: event.currentTarget.value })}
      />
    </Form>
  );
}

export function AddPostForm({ person, onDone }: ActProps) {
  const { t } = useTranslation('directory');
  const usual: PostDraft = { agencyId: '', positionId: '', from: today(), acting: false, legalBasis: '' };
  const [post, setPost] = useState<PostDraft>(usual);
  const [tried, setTried] = useState(false);
  const save = usePersonChange(() => {
    const { legalBasis, ...body } = post;
    const primary = person.assignments.length === 0;
    return directory.assignPerson({
      params: { id: person.id },
      body: { ...body, primary, legalBasis: legalBasis.trim() || null },
    });
  }, onDone);
  const submit = () => {
    setTried(true);
    if (post.agencyId !== '' && post.positionId !== '' && isDay(post.from)) save.mutate();
  };
  return (
    <Form
      title={t('act.addPost')}
      submit={t('act.save')}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onCancel={onDone}
    >
      <PostFields post={post} onChange={setPost} tried={tried} />
    </Form>
  );
}

/** Corrects what was entered wrong; another agency or position is another post. */
export function ChangePostForm({ post, onDone }: { post: Assignment; onDone(): void }) {
  const { t } = useTranslation('directory');
  const { primary, acting, period } = post;
  const [draft, setDraft] = useState({
    from: period.from ?? '',
    // The form asks for the last day; the record keeps the first that does not count.
    last: period.to === null ? '' : plusDays(period.to, -1),
    primary,
    acting,
    legalBasis: post.legalBasis ?? '',
  });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const save = usePersonChange(() => {
    const { last, legalBasis, ...body } = draft;
    const to = last === '' ? null : plusDays(last, 1);
    return directory.changeAssignment({
      params: { id: post.id },
      body: { ...body, to, legalBasis: legalBasis.trim() || null },
    });
  }, onDone);
  return (
    <Form
      title={t('act.changePostOf', { position: post.position, agency: post.agency.shortName })}
      submit={t('act.save')}
      note={t('act.changePostNote')}
      error={save.error}
      pending={save.isPending}
      onSubmit={() => isDay(draft.from) && (draft.last === '' || isDay(draft.last)) && save.mutate()}
      onCancel={onDone}
    >
      <DayField label={t('act.from')} value={draft.from} onChange={(from) => change({ from })} />
      <DayField label={t('act.lastOrOpen')} value={draft.last} onChange={(last) => change({ last })} />
      <Checkbox
        label={t('act.primary')}
        checked={draft.primary}
        onChange={(event) => change({ primary: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('act.acting')}
        description={t('act.actingHelp')}
        checked={draft.acting}
        onChange={(event) => change({ acting: event.currentTarget.checked })}
      />
      <TextInput
        label={t('act.legalBasis')}
        placeholder={t('act.legalBasisExample')}
        maxLength={300}
        value={draft.legalBasis}
        onChange={(event) => change({ legalBasis: event.currentTarget.value })}
      />
    </Form>
  );
}

export function EndPostForm({ post, onDone }: { post: Assignment; onDone(): void }) {
  const { t } = useTranslation('directory');
  const [on, setOn] = useState(today());
  const save = usePersonChange(() => directory.endAssignment({ params: { id: post.id }, body: { on } }), onDone);
  return (
    <Form
      title={t('act.endPostOf', { position: post.position, agency: post.agency.shortName })}
      submit={t('act.endPost')}
      note={t('act.endPostNote')}
      error={save.error}
      pending={save.isPending}
      onSubmit={() => isDay(on) && save.mutate()}
      onCancel={onDone}
    >
      <DayField label={t('act.on')} value={on} onChange={setOn} />
    </Form>
  );
}

export function EndPersonForm({ person, onDone }: ActProps) {
  const { t } = useTranslation('directory');
  const [on, setOn] = useState(today());
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const save = usePersonChange(() => directory.endPerson({ params: { id: person.id }, body: { on, reason } }), onDone);
  const submit = () => {
    setTried(true);
    if (isDay(on) && reason.trim() !== '') save.mutate();
  };
  return (
    <Form
      title={t('act.end')}
      submit={t('act.end')}
      note={t('act.endNote')}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onCancel={onDone}
    >
      <DayField label={t('act.on')} value={on} onChange={setOn} />
      <TextInput
        label={t('act.reason')}
        required
        maxLength={300}
        value={reason}
        error={tried && reason.trim() === '' && t('change.missing')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
