import { z } from 'zod';

/** As much of a JSON schema as contracts use. */
interface Schema {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
}

/** The JSON schema of what a caller may give. */
export function inputSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
}

/** The least input that a schema lets through; every identifier in it is `id`. Optional fields too where `whole`. */
export function sampleInput(schema: Schema, id: string, whole = false): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) {
    const some = schema.anyOf.find(({ type }) => type !== 'null') ?? {};
    return sampleInput(some, id, whole);
  }
  switch (schema.type) {
    case 'object': {
      const names = whole ? Object.keys(schema.properties ?? {}) : (schema.required ?? []);
      return Object.fromEntries(names.map((name) => [name, sampleInput(schema.properties?.[name] ?? {}, id, whole)]));
    }
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, whole ? 1 : 0) }, () =>
        sampleInput(schema.items ?? {}, id, whole),
      );
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return false;
    default:
      return sampleText(schema, id);
  }
}

function sampleText({ format, minLength = 1 }: Schema, id: string): string {
  switch (format) {
    case 'uuid':
      return id;
    case 'date':
      return '2026-11-25';
    case 'date-time':
      return '2026-11-25T03:00:00Z';
    case 'email':
      return 'thu.nghiem@khanhhoa.example';
    default:
      return 'a.example'.padEnd(minLength, 'x');
  }
}
