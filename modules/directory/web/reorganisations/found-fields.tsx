import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyKind, AgencyLevel, CodeSystem, Move, NewUnit } from '../../contract.ts';
import { AgencyPicker } from '../agency-picker.tsx';

type Found = Extract<Move, { kind: 'found' }>;

interface FoundFieldsProps {
  move: Found;
  asOf: string;
  founded: readonly { id: string; name: string }[];
  onChange(move: Found): void;
}

const AGENCY_KINDS: readonly AgencyKind[] = [
  'department',
  'centre',
  'division',
  'commune',
  'ward',
  'special_zone',
  'province',
  'ministry',
];
const LEVELS: readonly AgencyLevel[] = ['central', 'province', 'commune'];
const SYSTEMS = ['eid', 'statistics'] as const satisfies readonly CodeSystem[];

/** What an agency is to be. Texts are kept when the field is left: half a name is no name. */
export function FoundFields({ move, asOf, founded, onChange }: FoundFieldsProps) {
  const { t } = useTranslation('directory');
  const { unit } = move;
  const [texts, setTexts] = useState({
    name: unit.name,
    shortName: unit.shortName,
    eid: codeOf(unit, 'eid'),
    statistics: codeOf(unit, 'statistics'),
  });
  const keep = (changes: Partial<NewUnit> = {}) =>
    onChange({
      ...move,
      unit: {
        ...unit,
        name: texts.name.trim(),
        shortName: (texts.shortName || texts.name).trim(),
        codes: SYSTEMS.flatMap((system) => {
          const code = texts[system].trim();
          return code === '' ? [] : [{ system, code, sample: isSample(unit, system, code) }];
        }),
        ...changes,
      },
    });
  const field = (key: keyof typeof texts) => ({
    value: texts[key],
    onChange: (event: { currentTarget: { value: string } }) => setTexts({ ...texts, [key]: event.currentTarget.value }),
    onBlur: () => keep(),
  });
  return (
    <>
      <TextInput label={t('moves.name')} required maxLength={300} {...field('name')} />
      <TextInput label={t('moves.shortName')} maxLength={120} {...field('shortName')} />
      <Select
        label={t('agency.kind')}
        data={AGENCY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={unit.kind}
        allowDeselect={false}
        onChange={(value) => keep({ kind: AGENCY_KINDS.find((one) => one === value) ?? unit.kind })}
      />
      <Select
        label={t('agency.level')}
        data={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
        value={unit.level}
        allowDeselect={false}
        onChange={(value) => keep({ level: LEVELS.find((one) => one === value) ?? unit.level })}
      />
      <AgencyPicker
        label={t('agency.parent')}
        value={move.parentId ?? ''}
        asOf={asOf}
        offered={founded.filter(({ id }) => id !== move.toId)}
        onChange={(id) => onChange({ ...move, parentId: id || null })}
        required
      />
      {SYSTEMS.map((system) => (
        <TextInput key={system} label={t(`codeSystem.${system}`)} maxLength={64} {...field(system)} />
      ))}
    </>
  );
}

function codeOf(unit: NewUnit, system: CodeSystem): string {
  return unit.codes.find((one) => one.system === system)?.code ?? '';
}

/** A code that a person has typed anew is no sample's any more. */
function isSample(unit: NewUnit, system: CodeSystem, code: string): boolean {
  return unit.codes.some((one) => one.system === system && one.code === code && one.sample);
}
