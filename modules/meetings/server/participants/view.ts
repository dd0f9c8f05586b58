import type { Context } from '#platform/server/context.ts';
import type { Participant } from '../../contract.ts';
import { agencyIn, agencyNames } from '../agency-names.ts';
import type { ParticipantRow } from './participants.repo.ts';

/** Participants as screens see them. */
export async function participantViews(ctx: Context, rows: readonly ParticipantRow[]): Promise<Participant[]> {
  const names = await agencyNames(
    ctx.platform,
    rows.map(({ unitId }) => unitId),
  );
  return rows.map(({ sessionId: _sessionId, personId, unitId, answeredAt, ...row }) => ({
    ...row,
    person: personId === null ? null : { id: personId, name: row.name },
    unit: unitId === null ? null : agencyIn(names, unitId),
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}
