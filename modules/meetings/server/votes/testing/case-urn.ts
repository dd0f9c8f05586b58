import type { Answer, Visibility, VoteState } from '../../../contract.ts';
import { idOf } from '../../testing/read-cases.ts';
import { acceptBallot, type CastProblem, type Urn, type Voter } from '../accept.ts';
import type { Ballot } from '../ballot.ts';
import { type Weighed, weightOf } from '../count.ts';
import type { VoteForm } from '../form.ts';
import { formatMillionths, parseMillionths } from '../millionths.ts';

/** A vote as the cases tell it. */
export interface CaseVote {
  kind: 'named' | 'pseudonymous' | 'analog';
  method: 'Y' | 'N' | 'YN' | 'YNA';
  options: unknown[];
  limits?: { min?: number; max?: number; perOption?: number };
  toAll?: ('Y' | 'N' | 'A')[];
  entitled?: string[];
  state?: VoteState;
}

export interface CasePerson {
  id: string;
  groups?: string[];
  present?: boolean;
  weight?: string;
  defaultWeight?: string;
  delegatedTo?: string;
  count?: number;
}

export interface CaseSettings {
  weights?: boolean;
  delegations?: boolean;
  delegatorsMayVote?: boolean;
}

export interface CaseBallot {
  by: string | null;
  for: string | null;
  value: Record<string, unknown>;
  refused?: boolean;
  together?: boolean;
}

export const VISIBILITY: Record<CaseVote['kind'], Visibility> = {
  named: 'named',
  pseudonymous: 'secret',
  analog: 'by_hand',
};
const ANSWER = { Y: 'yes', N: 'no', A: 'abstain' } as const;
export const answerOf = (letter: string): string => ANSWER[letter as keyof typeof ANSWER] ?? letter;

export function formOf({ method, options, limits = {}, toAll = [] }: CaseVote): VoteForm {
  const marks = method === 'Y' || method === 'N';
  return {
    method: marks ? 'selection' : 'per_option',
    abstain: method === 'YNA',
    strike: method === 'N',
    options: options.map((option, place) => idOf(typeof option === 'string' ? option : `o${100 + place}`)),
    least: limits.min ?? 1,
    most: limits.max ?? (marks ? 1 : Math.max(1, options.length)),
    perOption: limits.perOption ?? 1,
    toAll: toAll.map((letter) => answerOf(letter) as Answer),
  };
}

/** What a person of a case hands in, as our screens would send it. */
export function rawOf(value: Record<string, unknown>): unknown {
  if ('raw' in value) {
    const { raw } = value;
    return typeof raw === 'object' && raw !== null ? { options: named(raw) } : raw;
  }
  if ('all' in value) return { all: answerOf(String(value['all'])) };
  return { options: named(value) };
}

const named = (value: object) =>
  Object.fromEntries(
    Object.entries(value).map(([id, answer]) => [idOf(id), typeof answer === 'string' ? answerOf(answer) : answer]),
  );

/** One ballot box over our rules: what a node does with tables, here with maps. */
export function openCase(given: { settings?: CaseSettings; vote: CaseVote; people?: CasePerson[] }) {
  const { settings = {}, vote } = given;
  const people = (given.people ?? []).flatMap((person): CasePerson[] =>
    person.count === undefined
      ? [person]
      : Array.from({ length: person.count }, (_, index) => ({ ...person, id: `P${index + 1}` })),
  );
  const groups = vote.entitled ?? ['members'];
  const entitled = people.filter((person) => (person.groups ?? ['members']).some((group) => groups.includes(group)));
  const proxies = settings.delegations ?? false;
  const voters = new Map<string, Voter>(
    entitled.map((person) => [
      person.id,
      {
        id: person.id,
        weight: weightOf(settings.weights ?? false, figure(person.weight), figure(person.defaultWeight)),
        holder: proxies ? (person.delegatedTo ?? null) : null,
      },
    ]),
  );
  const urn: Urn = {
    state: vote.state ?? 'started',
    form: formOf(vote),
    voters,
    proxies: { on: proxies, giverMayVote: settings.delegatorsMayVote ?? true },
  };
  const marks = new Map<string, string>();
  const ballots: (Weighed & { by: string | null; for: string | null })[] = [];
  return {
    urn,
    people,
    marks,
    ballots,
    cast({ by, for: represented, value }: CaseBallot): CastProblem | null {
      const person = people.find(({ id }) => id === by);
      const acting = person === undefined ? null : { id: person.id, inSession: true, present: person.present ?? true };
      const read = acceptBallot(urn, acting, represented, rawOf(value), marks.has(represented ?? ''));
      if (!read.ok) return read.problem;
      const { ballot, voter } = read.value;
      marks.set(voter.id, by as string);
      const secret = vote.kind === 'pseudonymous';
      ballots.push({ ballot, weight: voter.weight, by: secret ? null : by, for: secret ? null : voter.id });
      return null;
    },
    snapshot: () =>
      entitled.map(({ id, present }) => ({
        who: id,
        present: present ?? true,
        voted: marks.has(id),
        delegatedTo: voters.get(id)?.holder ?? null,
      })),
  };
}

const figure = (text: string | undefined) => (text === undefined ? null : (parseMillionths(text) ?? null));

/** `3.000000`, as the cases write numbers. */
export const sixDecimals = (value: bigint | null) =>
  value === null
    ? null
    : `${formatMillionths(value).replace(/\..*/, '')}.${(value % 1_000_000n).toString().padStart(6, '0')}`;

/** A ballot without marks of 0, in the letters of the cases. */
export function valueOf(ballot: Ballot): Record<string, unknown> {
  const letter = (answer: unknown) => (typeof answer === 'string' ? answer.slice(0, 1).toUpperCase() : answer);
  if ('all' in ballot) return { all: letter(ballot.all) };
  return Object.fromEntries(
    Object.entries(ballot.options).map(([id, answer]) => [`o${Number(id.slice(-12))}`, letter(answer)]),
  );
}
