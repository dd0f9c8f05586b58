/** A visit ends after half an hour of silence, and after so many actions. */
export const VISIT_GAP_MS = 1_800_000;
export const VISIT_ACTIONS_MOST = 10_000;

/** Kinds of hits that are actions. Content, service events, goals and pings tell more of an action, they are none. */
export const ACTION_KINDS = ['page', 'outlink', 'download', 'search', 'event'] as const;

const ACTS = `kind in (${ACTION_KINDS.map((kind) => `'${kind}'`).join(', ')})`;
const CAMPAIGN = `if(referrer_kind = 'campaign', lowerUTF8(concat(referrer_name, '\\0', referrer_keyword)), '')`;
/** The hits of persons that the parameters `sites`, `from` and `to` ask for. */
export const PERSONS = "site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = ''";

/**
 * SQL of hits with the visit that each belongs to. Visits are worked out when they are asked for, so that hits may come
 * late and out of order. By site, day and visitor in order of time, a hit begins a visit when
 *
 *  - it is the first of the day, or `VISIT_GAP_MS` or more after the one before;
 *  - it says so (`new_visit`);
 *  - it brings a campaign other than the visit's source, unless the visit has none so far: then it becomes its source;
 *  - the visit already has `mostActions` actions.
 *
 * A ping makes a visit longer and never begins one: pings after the gap belong to none and are left out.
 *
 * The source of a visit is its first that is not direct; so what decides about a campaign is the last campaign before it in the
 * run (hits without gap), or else whether anything else than direct came before.
 *
 * Columns: site, day, visitor, at, kind, `acts`, `visit` (its number in the visitor's day, from 1) and those asked for,
 * which may also be written `expression as name`.
 */
export function visitRows(columns: readonly string[], where = PERSONS, mostActions = VISIT_ACTIONS_MOST): string {
  const read = columns.map((column) => `, ${column}`).join('');
  const extra = columns.map((column) => `, ${nameOf(column)}`).join('');
  const kept = `site, day, visitor, at, kind, opens, acts${extra}`;
  return `
    select site, day, visitor, at, kind, acts${extra},
      toUInt32(dense_rank() over (partition by site, day, visitor order by run, base, part)) as visit
    from (
      select ${kept}, run, base, max(if(opens, intDiv(acted, ${mostActions}), 0)) over (
          partition by site, day, visitor, run, base order by n rows between unbounded preceding and current row) as part
      from (
        select ${kept}, n, run, base, toUInt32(countIf(acts) over (
          partition by site, day, visitor, run, base order by n rows between unbounded preceding and current row)) - acts as acted
        from (
          select ${kept}, n, run, countIf(switches) over (
            partition by site, day, visitor, run order by n rows between unbounded preceding and current row) as base
          from (
            select ${kept}, n, run,
              countIf(opens) over upto as opened,
              opens and campaign != '' and if(countIf(opens and campaign != '') over before > 0,
                argMaxIf(campaign, n, opens and campaign != '') over before != campaign,
                countIf(opens and sourced) over before > 0) as switches
            from (
              select ${kept}, campaign, sourced, n, countIf(breaks) over (
                partition by site, day, visitor order by n rows between unbounded preceding and current row) as run
              from (
                select ${kept}, campaign, sourced, row_number() over byTime as n,
                  (new_visit and opens) or n = 1
                    or dateDiff('millisecond', lagInFrame(at) over byTime, at) >= ${VISIT_GAP_MS} as breaks
                from (
                  select site, day, visitor, at, kind, new_visit, kind != 'ping' as opens,
                    ${ACTS} as acts,
                    referrer_kind != 'direct' as sourced,
                    ${CAMPAIGN} as campaign${read}
                  from hit where ${where}
                )
                window byTime as (partition by site, day, visitor order by at, kind rows between unbounded preceding and current row)
              )
            )
            window upto as (partition by site, day, visitor, run order by n rows between unbounded preceding and current row),
              before as (partition by site, day, visitor, run order by n rows between unbounded preceding and 1 preceding)
          )
          where opened > 0
        )
      )
    )`;
}

/** `expression as name` → `name`. */
export function nameOf(column: string): string {
  return column.slice(column.lastIndexOf(' ') + 1);
}

/**
 * SQL of visits, one row each: site, day, visitor, visit, `began`, `actions`, `page_views`, `seconds` (last − first + 1, 0
 * for a single hit), `source` and `source_name` (the first that is not direct), and those asked for: aggregates over the
 * visit's hits `h`, which have the columns asked for.
 */
export function visits(
  more: Record<string, string> = {},
  columns: readonly string[] = [],
  where = PERSONS,
  mostActions = VISIT_ACTIONS_MOST,
): string {
  return `
    select site, day, visitor, visit, ${figures(more)}
    from (${visitRows(['referrer_kind', 'referrer_name', ...columns], where, mostActions)}) as h
    group by site, day, visitor, visit`;
}

/**
 * The same, quicker for very many hits and slower for few. Days of a visitor that are one visit for certain are only added
 * up; the others, one in ten, are put in order of time. One column more: `again`, 0 for the former, else the visitor.
 */
export function manyVisits(
  more: Record<string, string> = {},
  columns: readonly string[] = [],
  where = PERSONS,
  mostActions = VISIT_ACTIONS_MOST,
): string {
  const read = columns.map((column) => `, ${column}`).join('');
  const one = isOneVisit(mostActions);
  const several = `${where} and (site, day, visitor) in (
    select site, day, visitor from (select ${DECIDING} from hit where ${where}) group by site, day, visitor having not (${one}))`;
  const names = ['began', 'actions', 'page_views', 'seconds', 'source', 'source_name', ...Object.keys(more)].join(', ');
  return `
    select site, day, visitor, visit, toUInt64(0) as again, ${names} from (
      select site, day, visitor, toUInt32(1) as visit, ${figures(more)}
      from (select ${DECIDING}${read} from hit where ${where}) as h
      group by site, day, visitor having ${one})
    union all
    select site, day, visitor, visit, visitor as again, ${names} from (${visits(more, columns, several, mostActions)})`;
}

/** Aggregates over the hits `h` of a visit. */
function figures(more: Record<string, string>): string {
  const extra = Object.entries(more).map(([name, expression]) => `, ${expression} as ${name}`);
  return `min(h.at) as began,
    toUInt32(countIf(h.acts)) as actions,
    toUInt32(countIf(h.kind = 'page')) as page_views,
    toUInt32(if(count() > 1, toUnixTimestamp(max(h.at)) - toUnixTimestamp(min(h.at)) + 1, 0)) as seconds,
    argMinIf(h.referrer_kind, h.at, h.referrer_kind != 'direct' and h.kind != 'ping') as source_found,
    if(countIf(h.referrer_kind != 'direct' and h.kind != 'ping') = 0, 'direct', toString(source_found)) as source,
    argMinIf(h.referrer_name, h.at, h.referrer_kind != 'direct' and h.kind != 'ping') as source_name${extra.join('')}`;
}

/** Columns that decide where visits begin. */
const DECIDING = `site, day, visitor, at, kind, new_visit, kind != 'ping' as opens,
  ${ACTS} as acts, referrer_kind, referrer_name, referrer_keyword`;

/**
 * SQL of a condition on all hits of a visitor's day (`${'`'}opens${'`'} and ${'`'}acts${'`'} as above): they are one visit for certain, so nothing
 * has to be put in order of time. True for nine in ten: no half hour between first and last, no wish for a new visit, one
 * campaign at most and no other source beside it, no ping before all else, fewer actions than the most.
 */
function isOneVisit(mostActions: number): string {
  return `dateDiff('millisecond', min(at), max(at)) < ${VISIT_GAP_MS} and not max(new_visit and opens)
    and countIf(acts) < ${mostActions} and countIf(opens) > 0 and minIf(at, opens) = min(at)
    and (countIf(referrer_kind = 'campaign') = 0
      or (uniqExactIf(${CAMPAIGN}, referrer_kind = 'campaign') = 1 and countIf(referrer_kind not in ('campaign', 'direct')) = 0))`;
}
