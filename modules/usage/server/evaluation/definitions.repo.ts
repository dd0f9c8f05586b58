import type { Kysely } from 'kysely';
import type { UsageTables } from '../tables.ts';
import type { FormulaName } from './formulas.ts';

export interface DefinitionRecord {
  key: string;
  version: number;
  formula: FormulaName;
  texts: Record<'vi' | 'en', DefinitionTexts>;
  source: string;
  validFrom: string;
  validTo: string | null;
}

export interface DefinitionTexts {
  name: string;
  text: string;
  numerator: string;
  denominator: string;
}

/** The definitions in force on a day, in the order in which they are shown. */
export async function definitionsOn(db: Kysely<UsageTables>, day: string): Promise<DefinitionRecord[]> {
  return await db
    .selectFrom('usage.rate_definition')
    .select(['key', 'version', 'formula', 'texts', 'source', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('place')
    .orderBy('key')
    .execute();
}
