import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Service } from '../module.ts';
import { isProxy, PROXIES_ALLOWED } from './trusted-proxies.ts';

/**
 * Every setting of a node, in one place. A setting comes from the environment or from the file `nhipcau.env` in the
 * data folder (or where NHIPCAU_SETTINGS points); the environment wins. Nothing else in the project reads the
 * environment (held by lint).
 */
const SERVICES = ['web', 'collector', 'worker'] as const;

const flag = z.enum(['on', 'off']).transform((value) => value === 'on');
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `a whole number from ${min} to ${max}`);
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

/** One outside OpenID Connect provider; the rest of it is discovered at its issuer. */
const provider = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,30}$/, 'small letters, digits and hyphens'),
  /** What the button says. */
  name: z.string().min(1).max(60),
  issuer: url('https:', 'http:'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** It asks for a second factor itself: a role that demands one is content with it. */
  secondFactor: z.boolean().default(false),
});

export type OidcProvider = z.output<typeof provider>;

const providers = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'a JSON list' });
      return z.NEVER;
    }
  })
  .pipe(z.array(provider).max(10));

const settings = z.object({
  PORT: integer(0, 65_535).default(3000).describe('Port of the web server; 0 takes a free one'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all'),
  PUBLIC_URL: url('http:', 'https:').optional().describe('The address people type; default http://localhost:PORT'),
  NHIPCAU_DATA: z.string().min(1).default('./data').describe('Folder of everything that is kept'),
  NHIPCAU_SERVICES: z
    .string()
    .default(SERVICES.join(','))
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(SERVICES, `a list of ${SERVICES.join(', ')}, with commas`)).min(1))
    .describe('What this process does'),
  DATABASE_URL: url('postgres:', 'postgresql:')
    .optional()
    .describe('PostgreSQL 15 or newer, as the owner of the schemas'),
  DATABASE_APP_URL: url('postgres:', 'postgresql:').optional().describe('The same database as the app role'),
  DATABASE_REPORTS_URL: url('postgres:', 'postgresql:').optional().describe('The same database as the read-only role'),
  CLICKHOUSE_URL: url('http:', 'https:').optional().describe('ClickHouse server for hits'),
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'a name of letters, digits, _ and -')
    .optional()
    .describe('Cluster at CLICKHOUSE_URL: tables are replicated on it and spread by site; for an empty store only'),
  FILES_URL: url('s3:', 'file:').optional().describe('s3://bucket/prefix?endpoint=…&region=…, or a folder'),
  FILES_S3_KEY: z.string().optional().describe('Access key of the S3 store'),
  FILES_S3_SECRET: z.string().optional().describe('Secret of the S3 store'),
  MAIL_URL: url('smtp:', 'smtps:')
    .optional()
    .describe('Mail server: smtp://user:password@host:587 (STARTTLS), or smtps://…:465; without it mails wait'),
  MAIL_FROM: z.string().min(3).optional().describe('Sender of mails: Nhịp Cầu <no-reply@khanhhoa.gov.vn>'),
  OIDC_PROVIDERS: providers
    .default([])
    .describe(
      'Outside sign-in (OpenID Connect) for invited people: a JSON list of id, name, issuer, clientId, clientSecret',
    ),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .superRefine((entries, context) => {
      const wrong = entries.find((entry) => !isProxy(entry));
      if (wrong !== undefined) context.addIssue(`${PROXIES_ALLOWED} (${JSON.stringify(wrong)} is none)`);
    })
    .describe('Addresses or ranges of proxies whose X-Forwarded-For is believed'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('Lets other machines read /metrics; without it only this one may'),
  RATE_LIMIT: integer(1, 1_000_000).default(600).describe('Requests a minute from one address'),
  COLLECTOR_LOG_MAX_MB: integer(1, 1_000_000)
    .default(4096)
    .describe('Hits waiting on disk; beyond it the collector answers 503'),
  COLLECTOR_SYNC: flag
    .default(true)
    .describe('on: hits reach the disk before the answer (power loss); off: only the system (crash)'),
  COLLECTOR_RATE: integer(1, 1_000_000)
    .default(200)
    .describe('Hits a second from one address, averaged over ten seconds; this machine is free of it'),
  HITS_KEPT_MONTHS: integer(14, 240)
    .default(36)
    .describe('Whole months that hits are kept; each night older ones are taken out'),
  ROBOT_HITS_KEPT_MONTHS: integer(1, 240).default(6).describe("The same for robots' hits"),
  LOG_IMPORT_MAX_MB: integer(1, 1_000_000)
    .default(4096)
    .describe('Largest log of a web server that may be uploaded, as it is sent (packed or not)'),
  BACKUP_URL: url('s3:', 'file:')
    .optional()
    .describe(
      'Where a backup goes every night: s3://bucket/prefix?endpoint=…&region=…, or a folder; without it none is made',
    ),
  BACKUP_KEY: z
    .string()
    .min(16, 'at least 16 characters, or a key that begins with age1')
    .optional()
    .describe('Seals backups: a passphrase, or the public key age1… whose secret lies elsewhere'),
  BACKUP_KEEP: integer(1, 10_000).default(14).describe('How many nightly backups are kept'),
  MEDIA: z
    .enum(['auto', 'start', 'off'])
    .default('auto')
    .describe(
      'Own server of picture and sound: auto, when a session first asks for it; start, with the node; off, never',
    ),
  MEDIA_ADDRESS: z
    .string()
    .refine((value) => isIP(value) !== 0, 'an IP address')
    .optional()
    .describe('IP address at which browsers reach the own media server; without it that of this machine'),
  MEDIA_UDP_PORTS: z
    .string()
    .default('7882-7889')
    .transform((value) => value.split('-').map(Number))
    .refine(
      ([first = 0, last = first, ...more]) => more.length === 0 && first > 1023 && last <= 65_535 && first <= last,
      'a port above 1023 or a range such as 7882-7889',
    )
    .transform(([first = 0, last = first]) => ({ first, last }))
    .describe('UDP ports of picture and sound; as many others are taken where one is in use'),
  MEDIA_TCP_PORT: integer(1024, 65_535)
    .default(7881)
    .describe('TCP port of picture and sound, for networks that let no UDP pass'),
  LIVEKIT_URL: url('ws:', 'wss:', 'http:', 'https:')
    .optional()
    .describe('LiveKit server that browsers reach: wss://live.khanhhoa.gov.vn; without it an own one is started'),
  LIVEKIT_API_KEY: z.string().min(1).optional().describe('Key of that LiveKit server'),
  LIVEKIT_API_SECRET: z.string().min(32, 'at least 32 characters').optional().describe('Secret of that key'),
  ALLOW_PRIVATE_ADDRESSES: flag.default(false).describe('on: connection checks may read sites in private networks'),
});

export type Settings = z.output<typeof settings>;

export interface Config extends Omit<Settings, 'NHIPCAU_DATA' | 'NHIPCAU_SERVICES'> {
  dataDir: string;
  /** What can be made again and serves all nodes of this user, e.g. programs that were built. */
  cacheDir: string;
  /** The settings file; it need not exist. */
  settingsFile: string;
  services: ReadonlySet<Service>;
  embeddedPostgres: boolean;
  embeddedClickHouse: boolean;
  /** Every setting as it stands, for whoever looks after the node. */
  inForce: readonly SettingInForce[];
}

export interface SettingInForce {
  name: string;
  /** As it is written; null where there is none, and for what is never shown. */
  value: string | null;
  hidden: boolean;
  source: 'environment' | 'file' | 'default';
  description: string;
}

/** A setting that cannot be used. The message names the setting, its value and what is allowed. */
export class SettingError extends Error {}

/** Names of settings that are never shown. */
const HIDDEN = new Set([
  'METRICS_TOKEN',
  'FILES_S3_KEY',
  'FILES_S3_SECRET',
  'BACKUP_KEY',
  'DATABASE_URL',
  'DATABASE_APP_URL',
  'DATABASE_REPORTS_URL',
  'CLICKHOUSE_URL',
  'MAIL_URL',
  'OIDC_PROVIDERS',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
]);

/** Reads and checks all settings. @throws SettingError */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(environment['NHIPCAU_DATA'] || './data');
  const file = environment['NHIPCAU_SETTINGS'] ?? resolve(dataDir, 'nhipcau.env');
  const inFile = readSettingsFile(file, environment['NHIPCAU_SETTINGS'] !== undefined);
  const inEnvironment = withoutEmpty(environment);
  const given = { ...inFile, ...inEnvironment };
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new SettingError(parsed.error.issues.map((issue) => sentence(issue, given)).join('\n'));
  const { NHIPCAU_DATA: _, NHIPCAU_SERVICES, ...rest } = parsed.data;
  const config: Config = {
    ...rest,
    dataDir,
    cacheDir: join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'nhipcau'),
    settingsFile: file,
    services: new Set(NHIPCAU_SERVICES),
    embeddedPostgres: rest.DATABASE_URL === undefined,
    embeddedClickHouse: rest.CLICKHOUSE_URL === undefined,
    inForce: describeSettings().map(({ name, default: usual, description }) => {
      const source = name in inEnvironment ? 'environment' : name in inFile ? 'file' : 'default';
      const hidden = HIDDEN.has(name) && source !== 'default';
      return { name, value: hidden ? null : withoutUser(given[name] ?? usual), hidden, source, description };
    }),
  };
  refuseSplitOnEmbedded(config);
  if (config.CLICKHOUSE_CLUSTER !== undefined && config.embeddedClickHouse) {
    throw new SettingError(
      'CLICKHOUSE_CLUSTER is set, but CLICKHOUSE_URL is not: give the address of one of its servers.',
    );
  }
  if (config.MAIL_URL !== undefined && config.MAIL_FROM === undefined) {
    throw new SettingError('MAIL_URL is set, but MAIL_FROM is not: give the sender, such as no-reply@khanhhoa.gov.vn.');
  }
  if (config.LIVEKIT_URL && !(config.LIVEKIT_API_KEY && config.LIVEKIT_API_SECRET)) {
    throw new SettingError('LIVEKIT_URL is set: give LIVEKIT_API_KEY and LIVEKIT_API_SECRET of that server too.');
  }
  return config;
}

/** All settings as the papers show them; `default` is null where a setting may be absent. */
export function describeSettings(): { name: string; default: string | null; description: string }[] {
  return Object.entries(settings.shape).map(([name, schema]) => ({
    name,
    default: defaultOf(schema),
    description: schema.description ?? '',
  }));
}

/** What stands for an absent setting, as one would write it. Wrappers (pipes of transforms) are looked into. */
function defaultOf(schema: z.core.$ZodType): string | null {
  if (schema instanceof z.ZodDefault) {
    const value = schema.def.defaultValue;
    return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value) || null;
  }
  return schema instanceof z.ZodPipe ? defaultOf(schema.def.in) : null;
}

/** An address without the user and the password that may stand in it. */
function withoutUser(value: string | null): string | null {
  return value && value.replace(/^([a-z][a-z0-9+]*:\/\/)[^/@]*@/i, '$1');
}

function refuseSplitOnEmbedded(config: Config): void {
  if (config.services.size === SERVICES.length) return;
  const missing = [
    config.embeddedPostgres ? 'DATABASE_URL' : null,
    config.embeddedClickHouse ? 'CLICKHOUSE_URL' : null,
  ].filter((name) => name !== null);
  if (missing.length > 0) {
    throw new SettingError(
      `NHIPCAU_SERVICES is "${[...config.services].join(',')}", but the embedded stores serve one process only: ` +
        `set ${missing.join(' and ')} to split the services, or run all of ${SERVICES.join(',')} here.`,
    );
  }
}

function withoutEmpty(environment: NodeJS.ProcessEnv): Record<string, string> {
  const known = Object.keys(settings.shape);
  return Object.fromEntries(
    known.map((name) => [name, environment[name]] as const).filter((pair): pair is [string, string] => !!pair[1]),
  );
}

function readSettingsFile(path: string, required: boolean): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!required && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new SettingError(`The settings file ${path} cannot be read: ${(error as Error).message}.`);
  }
  const given: Record<string, string> = {};
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, value] = /^([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || !(name in settings.shape)) {
      throw new SettingError(
        `${path}, line ${index + 1}: "${name ?? line}" is not a setting. Known: ${Object.keys(settings.shape).join(', ')}.`,
      );
    }
    given[name] = value.replace(/^(["'])(.*)\1$/, '$2');
  }
  return given;
}

function sentence(issue: z.core.$ZodIssue, given: Record<string, string>): string {
  const name = String(issue.path[0]);
  const value = HIDDEN.has(name) ? '(hidden)' : JSON.stringify(given[name]);
  const allowed =
    issue.code === 'invalid_value' && issue.values.length > 1 ? `one of ${issue.values.join(', ')}` : issue.message;
  return `${name} is ${value}, but must be ${allowed}.`;
}
