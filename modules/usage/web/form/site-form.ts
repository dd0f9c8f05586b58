import { ApiProblem } from '#platform/web/api/problem.ts';
import { TIME_ZONE } from '#platform/web/format.ts';
import { errorText, fieldText } from '#platform/web/i18n/error-text.ts';
import type { Site, SiteKind } from '../../contract.ts';

/** A site as it stands in the form: texts only, one host a line. */
export interface SiteForm {
  name: string;
  kind: SiteKind;
  ownerId: string;
  domains: string;
  code: string;
  timeZone: string;
  /** `yyyy-mm-dd`; empty, or what was typed and is no day. */
  dutyDate: string;
}

export const NEW_SITE: SiteForm = {
  name: '',
  kind: 'portal',
  ownerId: '',
  domains: '',
  code: '',
  timeZone: TIME_ZONE,
  dutyDate: '',
};

export function formOf(site: Site): SiteForm {
  return {
    name: site.name,
    kind: site.kind,
    ownerId: site.owner.id,
    domains: site.domains.join('\n'),
    code: String(site.code),
    timeZone: site.timeZone,
    dutyDate: site.dutyDate ?? '',
  };
}

/** Hosts one a line or with commas. What somebody copied from the address bar is cut down to its host. */
export function hostsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\s,;]+/)
        .map((word) =>
          word
            .replace(/^[a-z]+:\/\//i, '')
            .replace(/[/?#].*$/, '')
            .toLowerCase(),
        )
        .filter((word) => word !== ''),
    ),
  ];
}

/** What both routes take; the code only when a site is registered. */
export function bodyOf(form: SiteForm) {
  return {
    name: form.name,
    kind: form.kind,
    ownerId: form.ownerId,
    domains: hostsOf(form.domains),
    timeZone: form.timeZone,
    dutyDate: form.dutyDate || null,
  };
}

const FIELD_OF_CODE: Record<string, keyof SiteForm> = {
  'usage.code_taken': 'code',
  'usage.domain_invalid': 'domains',
  'usage.owner_not_found': 'ownerId',
  'usage.zone_unknown': 'timeZone',
};

/** Errors beside their fields: `domains.2` belongs to the field of all hosts. Empty when the problem is of no field. */
export function fieldErrors(error: unknown): Partial<Record<keyof SiteForm, string>> {
  if (!(error instanceof ApiProblem)) return {};
  const named: Partial<Record<keyof SiteForm, string>> = {};
  for (const [path, message] of Object.entries(error.formErrors(fieldText))) {
    const field = path.split('.', 1)[0] as keyof SiteForm;
    if (field in NEW_SITE) named[field] = named[field] ? `${named[field]}. ${message}` : message;
  }
  if (Object.keys(named).length > 0) return named;
  const field = FIELD_OF_CODE[error.code];
  return field === undefined ? {} : { [field]: errorText(error) };
}
