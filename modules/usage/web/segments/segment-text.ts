/* A segment as it stands in the URL, taken apart for the form: groups that all must hold, in each one of the conditions. */

export interface Condition {
  field: string;
  operator: string;
  value: string;
}

export const OPERATORS = ['==', '!=', '=@', '!@', '=^', '=$'] as const;

/** Fields that are said of a whole visit, so that “is not” has one meaning. */
export const VISIT_FIELDS = [
  'deviceType',
  'browserName',
  'operatingSystemName',
  'languageCode',
  'sourceKind',
  'referrerName',
  'campaignName',
] as const;
export const ACTION_FIELDS = [
  'pageUrl',
  'pageTitle',
  'host',
  'siteSearchKeyword',
  'eventCategory',
  'eventAction',
  'serviceCode',
  'serviceState',
] as const;
export const FIELDS = [...VISIT_FIELDS, ...ACTION_FIELDS] as const;

export const operatorsOf = (field: string): readonly string[] =>
  (VISIT_FIELDS as readonly string[]).includes(field) ? OPERATORS : OPERATORS.filter((one) => !one.startsWith('!'));

export function writeSegment(groups: readonly (readonly Condition[])[]): string {
  return groups
    .map((group) =>
      group
        .filter(({ value }) => value.trim() !== '')
        .map(({ field, operator, value }) => `${field}${operator}${encodeURIComponent(value.trim())}`)
        .join(','),
    )
    .filter((group) => group !== '')
    .join(';');
}

/** What cannot be read is left out: the server says what is wrong with it. */
export function parseSegment(text: string): Condition[][] {
  return text
    .split(';')
    .map((group) => group.split(',').flatMap(parseCondition))
    .filter((group) => group.length > 0);
}

function parseCondition(text: string): Condition[] {
  const [, field, operator, value] = /^([A-Za-z]+)(==|!=|=@|!@|=\^|=\$)(.*)$/s.exec(text) ?? [];
  if (field === undefined || operator === undefined) return [];
  try {
    return [{ field, operator, value: decodeURIComponent(value ?? '') }];
  } catch {
    return [{ field, operator, value: value ?? '' }];
  }
}
