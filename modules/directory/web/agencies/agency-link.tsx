import { Link } from '@tanstack/react-router';
import type { AgencyRef } from '../../contract.ts';

/** Words and day of the screen go along from agency to agency. */
export const keepSearch = ((before: object) => before) as never;

export function AgencyLink({ agency }: { agency: AgencyRef }) {
  return (
    <Link to={`/agencies/${agency.id}`} search={keepSearch}>
      {agency.name}
    </Link>
  );
}
