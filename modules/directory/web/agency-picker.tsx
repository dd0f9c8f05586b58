import { Picker } from '#platform/web/kit/index.ts';
import type { AgencyRow } from '../contract.ts';
import { directory } from './api.ts';

interface AgencyPickerProps {
  label: string;
  /** Id of the chosen agency; empty when none is. */
  value: string;
  /** Gets an empty text when the choice is taken back. */
  onChange(id: string): void;
  description?: string;
  error?: string | undefined;
  required?: boolean;
  /** As a filter of a list: the label stands inside the field. */
  inBar?: boolean;
  /** The day whose agencies are offered; today where absent. */
  asOf?: string;
  /** Offered before all others, e.g. agencies that are yet to be founded. */
  offered?: readonly { id: string; name: string }[];
}

type Named = Pick<AgencyRow, 'id' | 'name' | 'shortName' | 'kind'> & Partial<Pick<AgencyRow, 'code' | 'parent'>>;

const SHOWN = 20;

/** Chooses an agency of a day by words of its name, with accents or without, or by its code. */
export function AgencyPicker({ asOf, offered = [], ...props }: AgencyPickerProps) {
  return (
    <Picker<Named>
      {...props}
      find={(q) => directory.listAgencies.query({ query: { q, asOf, limit: SHOWN } })}
      get={(id) => directory.getAgency.query({ params: { id }, query: { asOf } })}
      optionOf={optionOf}
      offered={offered.map(({ id, name }) => ({ id, label: name }))}
    />
  );
}

/** Divisions of many agencies bear one name; their short name says of which they are. */
function optionOf({ id, kind, name, shortName, code, parent }: Named) {
  const hint = [code, kind === 'division' ? null : parent?.shortName].filter(Boolean).join(' · ');
  return { id, label: kind === 'division' ? shortName : name, ...(hint && { hint }) };
}
