import type { z } from 'zod';
import type { Contract, OutputOf, Route } from '../../contract.ts';
import { chosenLanguage } from '../i18n/language.ts';
import { ApiProblem, problemOf } from './problem.ts';

type Part<Key extends 'params' | 'query' | 'body', Schema> = Schema extends z.ZodType
  ? Record<never, never> extends z.input<Schema>
    ? { [K in Key]?: z.input<Schema> }
    : { [K in Key]: z.input<Schema> }
  : unknown;

/** What a caller gives to a route. Parts whose fields are all optional may be left out. */
export type CallInput<R extends Route> = Part<'params', R['params']> &
  Part<'query', R['query']> &
  Part<'body', R['body']>;

type Arguments<R extends Route> =
  Record<never, never> extends CallInput<R> ? [input?: CallInput<R>] : [input: CallInput<R>];

export type QueryKey = readonly [module: string, route: string, input?: unknown];

/** A route as a function, with what TanStack Query needs beside it. */
export interface Call<R extends Route> {
  /** @throws ApiProblem */
  (...input: Arguments<R>): Promise<OutputOf<R>>;
  /** `useQuery(directory.getAgency.query({ params: { id } }))` */
  query(...input: Arguments<R>): {
    queryKey: QueryKey;
    queryFn: (context: { signal: AbortSignal }) => Promise<OutputOf<R>>;
  };
  /** For lists with `{ rows, next, total }`: `useInfiniteQuery(directory.listPeople.pages({ query: { q } }))` */
  pages(...input: Arguments<R>): {
    queryKey: QueryKey;
    queryFn: (context: { signal: AbortSignal; pageParam: string | undefined }) => Promise<OutputOf<R>>;
    initialPageParam: string | undefined;
    getNextPageParam: (last: OutputOf<R>) => string | undefined;
  };
  /** The part of all keys of this route, or the key of one call: for invalidating. */
  key(...input: Arguments<R> | []): QueryKey;
}

export type Client<C extends Contract> = { [Name in keyof C]: Call<C[Name]> };

/** What of a contract reaches the browser: the build leaves the schemas out (see `build/contracts.ts`). */
type BareRoute = Pick<Route, 'method' | 'path'>;
interface AnyInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** Makes a module's routes callable: `const directory = createClient('directory', directoryContract)`. */
export function createClient<C extends Contract>(module: string, contract: C): Client<C> {
  return Object.fromEntries(
    Object.entries(contract).map(([name, route]) => [name, callOf(module, name, route)]),
  ) as never;
}

function callOf(module: string, name: string, route: BareRoute) {
  const key = (input?: AnyInput) => (input === undefined ? [module, name] : [module, name, input]);
  return Object.assign((input: AnyInput = {}) => send(route, input), {
    key,
    query: (input: AnyInput = {}) => ({
      queryKey: key(input),
      queryFn: ({ signal }: { signal: AbortSignal }) => send(route, input, signal),
    }),
    pages: (input: AnyInput = {}) => ({
      queryKey: [...key(input), 'pages'],
      queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
        send(route, { ...input, query: { ...input.query, cursor: pageParam } }, signal),
      initialPageParam: undefined,
      getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
    }),
  });
}

async function send(route: BareRoute, input: AnyInput, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(addressOf(route, input), {
    method: route.method,
    headers: {
      Accept: 'application/json',
      'Accept-Language': chosenLanguage(),
      ...(input.body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiProblem({ code: 'platform.offline', status: 0, title: 'The server cannot be reached' });
  });
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? undefined : response.json();
}

/** Path with its parameters and the query; what is undefined or empty is left out, a list repeats its name. */
export function addressOf(route: BareRoute, { params = {}, query = {} }: AnyInput): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
