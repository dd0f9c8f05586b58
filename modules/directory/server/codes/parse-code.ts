import type { AgencyLevel, CodeSystem } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { parseElectronicId, parseOldElectronicId } from './electronic-id.ts';

/** Digits of a statistics code by level of the unit: `56`, `568`, `22366`. QĐ 19/2025/QĐ-TTg; three for districts until 2025. */
const STATISTICS_DIGITS: Record<AgencyLevel, number | null> = { central: null, province: 2, district: 3, commune: 5 };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Checks a code against its system. A code is a text: zeros in front and dots stay. @throws directory.code_invalid */
export function parseCode(system: CodeSystem, code: string, level: AgencyLevel): string {
  switch (system) {
    case 'eid':
      parseElectronicId(code);
      return code;
    case 'eid_old':
      parseOldElectronicId(code);
      return code;
    case 'statistics':
      return parseStatisticsCode(code, level);
    case 'portal':
      if (!UUID.test(code)) throw invalid(`The portal's identifier "${code}" is not a UUID in small letters.`);
      return code;
  }
}

function parseStatisticsCode(code: string, level: AgencyLevel): string {
  const digits = STATISTICS_DIGITS[level];
  if (digits === null) throw invalid('Only provinces, districts and communes have a statistics code.');
  if (!/^\d+$/.test(code) || code.length !== digits) {
    throw invalid(`The statistics code "${code}" must have ${digits} digits at this level, zeros in front included.`);
  }
  return code;
}

function invalid(detail: string) {
  return directoryErrors.fail('directory.code_invalid', { detail });
}
