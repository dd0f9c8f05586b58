import type { z } from 'zod';

/**
 * How a route is declared. A contract is plain data in zod: the server mounts it, the web makes a client of it,
 * and the OpenAPI document is written from it. Neither side of it imports the other.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call the route at all. What the caller may do with a certain row is the verb's to decide. */
export type Access =
  /** Anyone, without a session. `why` is shown in the API's documentation. */
  | { kind: 'public'; why: string }
  /** Anyone, but only while the node is empty. */
  | { kind: 'set-up' }
  /** Anyone with a session. `beforeEnrolment`: also who must first set up a second factor, and may do nothing else. */
  | { kind: 'signed-in'; beforeEnrolment?: true }
  /** Signed in, and holding this permission somewhere. */
  | { kind: 'permission'; permission: string };

export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Path with `:name` parameters, always below `/api/`. */
  path: `/api/${string}`;
  /** One line for the API's documentation. */
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  /** Status of the good answer; 200 where absent. */
  status?: 200 | 201 | 202 | 204;
  access: Access;
  /** The module's own error codes that a caller should expect. */
  errors?: readonly string[];
  /** Bytes of the body at most; the server's default where absent. */
  maxBytes?: number;
  /** Requests a minute from one address; the server's default where absent. */
  rateLimit?: number;
}

export type Contract = Record<string, Route>;

/** Input of a route as the handler sees it (parsed) or as the client gives it. */
export type InputOf<R extends Route, Side extends 'client' | 'server'> = (R['params'] extends z.ZodType
  ? { params: Side extends 'client' ? z.input<R['params']> : z.output<R['params']> }
  : unknown) &
  (R['query'] extends z.ZodType
    ? { query: Side extends 'client' ? z.input<R['query']> : z.output<R['query']> }
    : unknown) &
  (R['body'] extends z.ZodType ? { body: Side extends 'client' ? z.input<R['body']> : z.output<R['body']> } : unknown);

export type OutputOf<R extends Route> = z.output<R['response']>;

/** Declares a module's routes; keeps their exact types for handlers and clients. */
export function defineContract<const C extends Contract>(contract: C): C {
  return contract;
}
