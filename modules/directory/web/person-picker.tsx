import { Picker } from '#platform/web/kit/index.ts';
import type { PersonRow } from '../contract.ts';
import { directory } from './api.ts';

interface PersonPickerProps {
  label: string;
  /** Id of the chosen person; empty when nobody is. */
  value: string;
  /** Gets an empty text when the choice is taken back. */
  onChange(id: string): void;
  description?: string;
  error?: string | undefined;
  required?: boolean;
  inBar?: boolean;
  /** Only people of this agency and below. */
  agencyId?: string | undefined;
}

type Named = Pick<PersonRow, 'id' | 'name' | 'assignments'>;

const SHOWN = 20;

/** Chooses a person by words of the name, with accents or without; the post tells people of one name apart. */
export function PersonPicker({ agencyId, ...props }: PersonPickerProps) {
  return (
    <Picker<Named>
      {...props}
      find={(q) => directory.listPeople.query({ query: { q, agencyId, limit: SHOWN } })}
      get={(id) => directory.getPerson.query({ params: { id } })}
      optionOf={({ id, name, assignments: [post] }) => ({
        id,
        label: name,
        hint: post && `${post.position}, ${post.agency.shortName}`,
      })}
    />
  );
}
