import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DayField } from '#platform/web/kit/index.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';

export interface PostDraft {
  agencyId: string;
  positionId: string;
  from: string;
  acting: boolean;
  legalBasis: string;
}

interface PostFieldsProps {
  post: PostDraft;
  onChange(post: PostDraft): void;
  /** The form was sent once: what is missing is said. */
  tried: boolean;
}

/** Where, as what, since when, by which decision. */
export function PostFields({ post, onChange, tried }: PostFieldsProps) {
  const { t } = useTranslation('directory');
  const positions = useQuery(directory.listPositions.query({ query: { limit: 500 } }));
  const change = (part: Partial<PostDraft>) => onChange({ ...post, ...part });
  const missing = (value: string) => (tried && value === '' ? t('change.missing') : undefined);
  return (
    <>
      <AgencyPicker
        label={t('person.agency')}
        value={post.agencyId}
        onChange={(agencyId) => change({ agencyId })}
        error={missing(post.agencyId)}
        required
      />
      <Select
        label={t('person.position')}
        required
        searchable
        data={(positions.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={post.positionId || null}
        onChange={(positionId) => change({ positionId: positionId ?? '' })}
        error={missing(post.positionId)}
      />
      <DayField label={t('act.from')} value={post.from} onChange={(from) => change({ from })} />
      <Checkbox
        label={t('act.acting')}
        description={t('act.actingHelp')}
        checked={post.acting}
        onChange={(event) => change({ acting: event.currentTarget.checked })}
      />
      <TextInput
        label={t('act.legalBasis')}
        placeholder={t('act.legalBasisExample')}
        maxLength={300}
        value={post.legalBasis}
        onChange={(event) => change({ legalBasis: event.currentTarget.value })}
      />
    </>
  );
}
