import type { useTranslation } from 'react-i18next';
import type { AuditRow } from '../../../contracts/audit.ts';

/** Who it was, in words. */
export function actorText(
  { actor }: Pick<AuditRow, 'actor'>,
  t: ReturnType<typeof useTranslation<'operations'>>['t'],
  jobName: (code: string) => string,
): string {
  if (actor.kind === 'anonymous') return t('audit.anonymous');
  if (actor.kind === 'system') return t('audit.system', { name: jobName(actor.id ?? '') });
  return actor.name ?? actor.id ?? '–';
}
