import { Select } from '@mantine/core';
import { fitOf } from '#platform/web/fold.ts';

interface HeirSelectProps {
  label: string;
  heirs: { value: string; label: string }[];
  value: string;
  onChange(id: string): void;
}

/** One of the agencies in which a reorganisation lets others go on; found by words, with accents or without. */
export function HeirSelect({ label, heirs, value, onChange }: HeirSelectProps) {
  return (
    <Select
      label={label}
      data={heirs.toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      searchable
      allowDeselect={false}
      filter={({ options, search }) => options.filter((one) => !('value' in one) || fitOf(one.label, search) > 0)}
      maxDropdownHeight={320}
    />
  );
}
