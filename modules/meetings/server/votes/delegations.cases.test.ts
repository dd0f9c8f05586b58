import { expect, test } from 'vitest';
import { readCases } from '../testing/read-cases.ts';
import { changeProxies, type Proxies, type ProxyChange, type ProxyProblem } from './proxies.ts';

interface DelegationCase {
  given: { people: { id: string; inSession?: boolean }[]; delegations: Record<string, string> };
  do: (ProxyChange & { act: 'set' })[];
  expect: { refused: string | null; delegations: Record<string, string> };
}

const REASONS: Record<ProxyProblem, string> = {
  person_unknown: 'unknown person',
  other_session: 'both must belong to the session',
  proxy_of_oneself: 'nobody delegates to himself',
  giver_holds_votes: 'who receives votes cannot give away his own',
  holder_gave_away: 'who has given away his own vote cannot receive others',
};

const cases = readCases<DelegationCase>('delegations');

test('all cases are here', () => expect(cases).toHaveLength(15));

for (const { case: name, given, do: acts, expect: wanted } of cases) {
  test(`${name}`, () => {
    const known = new Map(given.people.map(({ id, inSession }) => [id, inSession ?? true]));
    let proxies: Proxies = new Map(Object.entries(given.delegations));
    let refused: string | null = null;
    for (const change of acts) {
      const next = changeProxies(proxies, known, change);
      refused = typeof next === 'string' ? REASONS[next] : null;
      if (typeof next !== 'string') proxies = next;
    }
    expect(refused).toBe(wanted.refused);
    expect(Object.fromEntries(proxies)).toEqual(wanted.delegations);
  });
}
