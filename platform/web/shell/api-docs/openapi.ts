/** The parts of the OpenAPI document that the page shows. */
export interface Schema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

interface Body {
  content?: Record<string, { schema?: Schema }>;
}

interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: Body;
  responses?: Record<string, Body>;
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
}

export interface ApiRoute extends Operation {
  key: string;
  module: string;
  method: string;
  path: string;
}

/** The routes that match the words, by module, each module's in the document's order. */
export function routesOf(document: OpenApi, words: string): Map<string, ApiRoute[]> {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const module = operation.tags?.[0] ?? 'platform';
      return { ...operation, key: `${method} ${path}`, module, method: method.toUpperCase(), path };
    }),
  );
  const found = routes.filter(({ key, summary = '' }) =>
    wanted.every((word) => `${key} ${summary}`.toLowerCase().includes(word)),
  );
  return Map.groupBy(found, ({ module }) => module);
}

export function schemaOf(body: Body | undefined): Schema | undefined {
  return Object.values(body?.content ?? {})[0]?.schema;
}

/** A schema in a few words: `text (email), at most 254`, `list of object`. */
export function typeText(schema: Schema | undefined): string {
  if (!schema) return '';
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeText).join(' | ');
  if (schema.allOf) return schema.allOf.map(typeText).join(' & ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.items) return `${typeText(schema.items)}[]`;
  const type = [schema.type ?? 'any'].flat().join(' | ');
  const least = schema.minLength ?? schema.minimum;
  const most = schema.maxLength ?? schema.maximum;
  const isSafeBound = (bound: number | undefined) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const range = [isSafeBound(least) && `≥ ${least}`, isSafeBound(most) && `≤ ${most}`].filter(Boolean).join(', ');
  const notes = [schema.format, range, schema.default !== undefined && `= ${JSON.stringify(schema.default)}`]
    .filter(Boolean)
    .join(', ');
  return notes ? `${type} (${notes})` : type;
}

/** Fields below a schema: of an object its own, of a list those of its items. */
export function fieldsOf(schema: Schema | undefined): { name: string; required: boolean; schema: Schema }[] {
  if (!schema) return [];
  if (schema.items) return fieldsOf(schema.items);
  const branch = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.find((one) => fieldsOf(one).length > 0);
  if (branch) return fieldsOf(branch);
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    schema: field,
  }));
}
