import { AppError } from '#platform/errors.ts';
import { accountAt, addTime, chargeAccount, openAccount, runAccount, setAccount } from '../speakers/accounts.ts';
import { changeEntry } from '../speakers/change.ts';
import { clockOf, inFront, spokenAt } from '../speakers/clocks.ts';
import { enter } from '../speakers/enter.ts';
import {
  type Account,
  type Caller,
  type Entry,
  entryState,
  newEntry,
  type SpeakerList,
  type SpeechKind,
  waiting,
} from '../speakers/list.ts';
import {
  endSpeech,
  giveWord,
  pauseSpeech,
  putBack,
  removeEntry,
  reorder,
  resumeSpeech,
  setClosed,
} from '../speakers/word.ts';

/** A case of the list of speakers or of the accounts, as the files have it. */
export interface ListCase {
  case: string;
  differs?: string;
  given: {
    settings: Record<string, boolean | number>;
    now?: number;
    list?: { closed?: boolean };
    categories?: { id: string; rank: number }[];
    participants?: GivenPerson[];
    queue?: GivenEntry[];
    countdown?: { default: number; running: boolean; remaining: number };
    otherLists?: { id: string; queue: GivenEntry[] }[];
    budgets?: GivenBudget[];
  };
  do: Act[];
  expect: Record<string, unknown> & { refused: string | null };
}

interface GivenPerson {
  id: string;
  rights?: string[];
  present?: boolean;
  inSession?: boolean;
  delegatedTo?: string;
}

interface GivenEntry {
  id: string;
  who?: string;
  kind?: SpeechKind;
  answer?: boolean;
  pointOfOrder?: boolean;
  category?: string;
  unit?: string;
  weight?: number;
  state: string;
  begun?: number;
  paused?: number;
  resumed?: number;
  ended?: number;
  totalPause?: number;
}

interface GivenBudget {
  id: string;
  unit: string;
  list?: string;
  initial: number;
  remaining: number;
  added?: number;
  runningSince?: number;
}

interface Act {
  act: string;
  id?: string;
  ids?: string[];
  as?: 'self' | 'manager' | 'other' | 'system';
  by?: string;
  who?: string | null;
  kind?: SpeechKind;
  answer?: boolean;
  answerTo?: string;
  pointOfOrder?: boolean;
  category?: string;
  note?: string;
  unit?: string | null;
  initial?: number;
  spoken?: number;
  runningSince?: number;
}

/** The session of one case: its list, the accounts of other lists, names of accounts. One unit of time is a second. */
export interface Played {
  list: SpeakerList;
  /** Accounts by the name the case gives them. */
  accounts: Map<string, Account>;
  refused: string | null;
}

const OFF = {
  presentOnly: false,
  allowMultiple: false,
  pointsOfOrder: true,
  pointOfOrderForOthers: false,
  pointOfOrderCategories: false,
  closingStopsPointsOfOrder: false,
  proContra: false,
  contributionBySelf: false,
  questions: false,
  interventionTime: 0,
  delegatorsMaySpeak: true,
  unitTime: 0,
};

/** Sets up what is given and does all acts; the last one may be refused. */
export function playList(one: ListCase): Played {
  const { given } = one;
  const names = new Map((given.budgets ?? []).map(({ id, unit, list = 'L1' }) => [id, { unit, list }]));
  const lists = new Map([['L1', givenList(one)]]);
  for (const budget of given.budgets ?? []) {
    const name = budget.list ?? 'L1';
    const list = lists.get(name) ?? { ...givenList(one), entries: [], accounts: [] };
    lists.set(name, { ...list, accounts: [...list.accounts, givenAccount(budget)] });
  }
  let refused: string | null = null;
  one.do.forEach((act, index) => {
    const of = names.get(act.id ?? '')?.list ?? 'L1';
    if (act.act === 'open-account') names.set(act.id as string, { unit: act.unit as string, list: 'L1' });
    try {
      lists.set(of, play(lists.get(of) as SpeakerList, act, one, names.get(act.id ?? '')?.unit));
    } catch (error) {
      if (!(error instanceof AppError) || index < one.do.length - 1) throw error;
      refused = error.code;
    }
  });
  const accounts = new Map<string, Account>();
  for (const [id, { unit, list }] of names) {
    const account = lists.get(list)?.accounts.find((candidate) => candidate.unit === unit);
    if (account) accounts.set(id, account);
  }
  return { list: lists.get('L1') as SpeakerList, accounts, refused };
}

function play(list: SpeakerList, act: Act, one: ListCase, unit: string | undefined): SpeakerList {
  const now = one.given.now ?? 0;
  const people = one.given.participants ?? [];
  const about = act.act === 'add' ? act.who : list.entries.find(({ id }) => id === act.id)?.participantId;
  const caller = callerOf(act, about ?? null, people);
  const named = people.find(({ id, inSession = true }) => inSession && id === (act.who ?? about));
  const delegated = one.given.settings['delegations'] === true && named?.delegatedTo !== undefined;
  const person = named && { present: named.present ?? true, delegated };
  const id = act.id as string;
  const fields = { kind: act.kind, pointOfOrder: act.pointOfOrder, categoryId: act.category, note: act.note };
  switch (act.act) {
    case 'add': {
      const entry = { id, participantId: act.who ?? null, answerTo: act.answerTo, unit: act.unit ?? undefined };
      return enter(list, { ...fields, ...entry }, caller, person);
    }
    case 'change': {
      const change = { ...fields, participantId: act.who, answer: act.answer, unit: act.unit };
      return changeEntry(list, id, change, caller, person);
    }
    case 'remove':
      return removeEntry(list, id, caller, now, delegated && !list.settings.delegatorsMaySpeak);
    case 'reorder':
      return reorder(list, act.ids ?? [], caller);
    case 'start':
      return giveWord(list, id, caller, now);
    case 'pause':
      return pauseSpeech(list, id, caller, now);
    case 'resume':
      return resumeSpeech(list, id, caller, now);
    case 'end':
      return endSpeech(list, id, caller, now);
    case 'readd-last':
      return putBack(list, caller);
    case 'close-list':
      return setClosed(list, true, caller);
    case 'open-account':
      return openAccount(list, act.unit as string, act.initial);
    case 'set-account':
      return setAccount(list, unit as string, { initial: act.initial as number });
    case 'add-time':
      return addTime(list, unit as string);
    case 'charge':
      return chargeAccount(list, unit as string, act.spoken as number);
    case 'run':
      return runAccount(list, unit as string, now);
    default:
      throw new Error(`The case does something unknown: ${act.act}`);
  }
}

function callerOf(act: Act, about: string | null, people: readonly GivenPerson[]): Caller {
  if (act.as === 'manager' || act.as === 'system') return { participantId: null, manages: true, speaks: true };
  const participantId = act.as === 'other' ? (act.by ?? null) : about;
  const rights = people.find(({ id }) => id === participantId)?.rights ?? ['speak'];
  return { participantId, manages: rights.includes('manage'), speaks: rights.includes('speak') };
}

function givenList({ given }: ListCase): SpeakerList {
  const { coupledCountdown = false, ...settings } = given.settings;
  const speakingTime = given.countdown?.default ?? 0;
  const list: SpeakerList = {
    settings: { ...OFF, ...settings, coupledClock: coupledCountdown === true, speakingTime },
    closed: given.list?.closed ?? false,
    categories: given.categories ?? [],
    entries: (given.queue ?? []).map(givenEntry),
    accounts: [],
  };
  const front = inFront(list);
  if (!front || !given.countdown || !list.settings.coupledClock) return list;
  // The case states what the clock shows; an entry's clock shows what is allowed less what was spoken.
  const extra = given.countdown.remaining - speakingTime + spokenAt(front, given.now ?? 0);
  return {
    ...list,
    entries: list.entries.map((entry) => (entry.id === front.id ? { ...entry, limit: speakingTime, extra } : entry)),
  };
}

function givenEntry(given: GivenEntry): Entry {
  const entry: Entry = {
    ...newEntry(given.id),
    participantId: given.who ?? null,
    kind: given.kind ?? 'none',
    answer: given.answer ?? false,
    pointOfOrder: given.pointOfOrder ?? false,
    categoryId: given.category ?? null,
    unit: given.unit ?? null,
    weight: given.weight ?? null,
    begunAt: given.begun ?? null,
    pausedAt: given.paused ?? null,
    resumedAt: given.resumed ?? null,
    endedAt: given.ended ?? null,
    pausedFor: given.totalPause ?? 0,
  };
  if (entryState(entry) !== given.state) throw new Error(`${given.id} is not ${given.state}`);
  return entry;
}

function givenAccount({ unit, initial, remaining, added = 0, runningSince }: GivenBudget): Account {
  return { unit, initial, remaining, added, runningSince: runningSince ?? null };
}

/** What the case may state about its end, in its own words. */
export function outcome({ list, accounts }: Played, now: number) {
  const front = inFront(list);
  const clock = front && clockOf(front, now);
  const fresh = list.settings.speakingTime;
  const left = clock?.running ? (clock.expiresAt ?? 0) - now : clock?.left;
  return {
    order: waiting(list).map(({ id }) => id),
    states: Object.fromEntries(list.entries.map((entry) => [entry.id, entryState(entry)])),
    entries: Object.fromEntries(
      list.entries.map(({ id, participantId, categoryId, ...entry }) => {
        const budget = [...accounts].find(([, { unit }]) => unit === entry.unit)?.[0] ?? null;
        return [id, { ...entry, who: participantId, category: categoryId, budget }];
      }),
    ),
    clocks: {
      countdown: { running: clock?.running ?? false, default: front?.limit ?? fresh, remaining: left ?? fresh },
      entries: Object.fromEntries(
        list.entries.map((one) => {
          const { begunAt: begun, pausedAt: paused, endedAt: ended, pausedFor: totalPause } = one;
          return [one.id, { begun, paused, ended, totalPause }];
        }),
      ),
    },
    list: { closed: list.closed },
    budgets: Object.fromEntries(
      [...accounts].map(([id, account]) => {
        const entries = list.entries.filter(({ unit }) => unit === account.unit).map((entry) => entry.id);
        // A running account shows what it had when it started.
        const remaining = accountAt({ ...account, runningSince: null }, now);
        return [id, { ...account, remaining, entries }];
      }),
    ),
  };
}
