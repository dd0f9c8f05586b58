import { z } from 'zod';
import type { GoalKind, GoalMatch } from '../../contract.ts';

/** A version of a goal as far as hits are compared with it. */
export interface GoalRule {
  site: number;
  number: number;
  kind: GoalKind;
  match: GoalMatch;
  pattern: string;
  from: string;
  /** Null: until further notice. */
  to: string | null;
}

/** Far beyond any day that a store of hits can hold. */
const NO_END = '2149-06-06';

const EVENT = `lowerUTF8(concat(event_category, ' / ', event_action, if(event_name = '', '', concat(' / ', event_name))))`;
const fits = (subject: string) =>
  `multiIf(g.6 = 'exact', ${subject} = g.7, g.6 = 'begins', startsWith(${subject}, g.7), position(${subject}, g.7) > 0)`;

/**
 * SQL: the numbers of the goals that a hit meets by itself: by hand (`trackGoal`, whatever is defined), or by a definition
 * that holds on its day. The state `1` of a service says that it was filed.
 */
export const MET = `arrayConcat(if(kind = 'goal', [goal], []), arrayMap(g -> g.2, arrayFilter(g -> g.1 = site and day between g.3 and g.4
  and multiIf(
    g.5 = 'page', kind = 'page' and ${fits("if(startsWith(g.7, '/'), lowerUTF8(path), lowerUTF8(concat(host, path)))")},
    g.5 = 'event', kind = 'event' and ${fits(EVENT)},
    g.5 = 'service', kind = 'service' and service_state = '1' and (g.7 = '' or ${fits('lowerUTF8(service)')}),
    false),
  arrayZip({goalSites:Array(UInt32)}, {goalNumbers:Array(UInt32)}, {goalFroms:Array(Date)}, {goalTos:Array(Date)},
    {goalKinds:Array(String)}, {goalMatches:Array(String)}, {goalPatterns:Array(String)}))))`;

/** What {@link MET} asks for beside its hit. */
export const goalParameters = {
  goalSites: z.array(z.number()),
  goalNumbers: z.array(z.number()),
  goalFroms: z.array(z.string()),
  goalTos: z.array(z.string()),
  goalKinds: z.array(z.string()),
  goalMatches: z.array(z.string()),
  goalPatterns: z.array(z.string()),
};

export function goalValues(rules: readonly GoalRule[]) {
  return {
    goalSites: rules.map(({ site }) => site),
    goalNumbers: rules.map(({ number }) => number),
    goalFroms: rules.map(({ from }) => from),
    goalTos: rules.map(({ to }) => to ?? NO_END),
    goalKinds: rules.map(({ kind }) => kind),
    goalMatches: rules.map(({ match }) => match),
    goalPatterns: rules.map(({ pattern }) => pattern.toLowerCase()),
  };
}
