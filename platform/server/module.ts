import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Migration } from 'kysely/migration';
import type { ErrorSpec } from '../errors.ts';
import type { Actor } from './auth/actor.ts';
import type { Session } from './auth/auth.ts';
import type { ClickHouseMigration } from './clickhouse/migrate.ts';
import type { Context } from './context.ts';
import type { LiveStates } from './events/live-states.ts';
import type { JobDefinition } from './jobs/jobs.ts';
import type { Platform } from './platform.ts';
import type { HealthCheck } from './process/health.ts';

/** The parts of a node that one process may run. */
export type Service = 'web' | 'collector' | 'worker';

/** Told by long work: what is being done, how far it is. Lines go to the terminal of the first start. */
export type Progress = (step: string, done: number, total: number) => void;

/** Something that a module keeps running, to be ended in order at shutdown. */
export interface Running {
  /** Parts that `GET /health/ready` asks, by name: able to do their work now? */
  health?: Record<string, HealthCheck>;
  /** Of these the node can do without for a while: they are told, but it stays ready. */
  spared?: readonly string[];
  stop(): Promise<void>;
}

/** A unit (agency) that ends, or whose work goes on elsewhere, from a day on. */
export interface UnitMove {
  kind: string;
  fromId: string | null;
  toId: string | null;
  day: string;
}

/** What a module has open at a unit. */
export interface OpenWork {
  unitId: string;
  /** A key in the module's own texts that takes `count`, e.g. `openWork.sites`. */
  what: string;
  count: number;
  /** The first few, with the screens where they are. */
  examples: { label: string; path: string }[];
}

/** What this process has answered for and not carried into the stores yet. */
export interface Waiting {
  count: number;
  /** Since when the oldest waits, milliseconds since 1970; null when none does. */
  since: number | null;
  bytes: number;
  maxBytes: number;
  /** Why it does not get on, in the words of the store or the disk; null when all is well. */
  problem: string | null;
}

export interface NamesPort {
  /** Names by id, of today or the last there were. Who or what is not known is absent. */
  of(
    platform: Platform,
    ids: { people: readonly string[]; units: readonly string[] },
  ): Promise<{ people: ReadonlyMap<string, string>; units: ReadonlyMap<string, string> }>;
  /** Ids whose names have all these words, with accents or without; so many at most. */
  like(platform: Platform, words: string, limit: number): Promise<{ people: string[]; units: string[] }>;
}

/** Takes a raw request before the framework sees it; answers false when the path is not its own. */
export type RawHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The same for a request to speak another protocol on the line (WebSocket). */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** What a module gives to the composition in `app/`. Everything else it has stays inside. */
export interface ServerModule {
  /** Also the name of its PostgreSQL schema and the first part of its permissions, errors, jobs and topics. */
  name: string;
  errors: Record<string, ErrorSpec>;
  /** Every permission that its routes and verbs ask for, e.g. `usage.site.write`. */
  permissions: readonly string[];
  /** PostgreSQL migrations by sortable name (`0001_agencies`). They run as the migrator, in the module's schema. */
  migrations: Record<string, Migration>;
  clickhouse?: readonly ClickHouseMigration[];
  routes?(app: FastifyInstance, platform: Platform): void;
  // oxlint-disable-next-line typescript/no-explicit-any -- each job has its own input
  jobs?: readonly JobDefinition<any>[];
  /** Who a session's account is today, with all rights; null when nobody. One module answers: the directory. */
  findActor?(platform: Platform, session: Session): Promise<Actor | null>;
  /** Who may hear a live topic of this module (`usage.site:1`). Topics that no module knows are refused. */
  mayHear?(ctx: Context, topic: string): Promise<boolean>;
  /** Topics of this module whose events carry what their listeners see. */
  states?: LiveStates;
  /** What this module has open at the units that these moves end; shown before a reorganisation is applied or undone. */
  reorganisationEffects?(ctx: Context, moves: readonly UnitMove[]): Promise<OpenWork[]>;
  /** Starts what runs beside the requests; `services` says what this process is for. */
  start?(
    platform: Platform,
    services: ReadonlySet<Service>,
  ): Promise<Running & { rawHandler?: RawHandler; upgradeHandler?: UpgradeHandler }>;
  /** Carries into the stores what this process has answered for and still holds; a backup asks for it. */
  settle?(platform: Platform): Promise<void>;
  /** What {@link settle} would carry; null in a process that answers for nothing. */
  waiting?(platform: Platform): Waiting | null;
  /** People who can sign in and hold the permission for one of these units, or for the whole node. The directory answers. */
  peopleWhoMay?(platform: Platform, permission: string, unitIds: readonly string[]): Promise<string[]>;
  /** Names of people and units for whoever reads records of them. One module answers: the directory. */
  names?: NamesPort;
  /** Fills the sample province. Runs on an empty node, as the system. */
  demo?(ctx: Context, progress: Progress): Promise<void>;
}
