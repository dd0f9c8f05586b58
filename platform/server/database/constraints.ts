import type { ErrorList } from '../../errors.ts';

/**
 * Turns refusals of the database (two writers at once, something that stands on it) into errors of a module, by the name
 * of the constraint; others pass unchanged.
 */
export function meaningOf<Code extends string>(errors: ErrorList<Code>, meaning: Record<string, Code>) {
  return async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const code = meaning[(error as { constraint?: string }).constraint ?? ''];
      if (code === undefined) throw error;
      throw errors.fail(code, { cause: error });
    }
  };
}
