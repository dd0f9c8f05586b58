import type { ClickHouseMigration } from '#platform/server/clickhouse/migrate.ts';

/**
 * One row a hit, as the collector understood it. Sorted by site, day and visitor, so that the visits of a day are read
 * in one sweep without sorting. `day` is the day in the site's own zone; `visitor` is a keyed hash that changes with
 * each day and site. No address and no cookie is ever stored.
 *
 * `path` is the page's path and cleaned query, without scheme, host and `www.`, which count as one page; a search has
 * none. `target` is the address of an outlink, a download or a piece of content. `search_count` is -1 where the number of
 * results is not known. `event_value` also holds the revenue of a goal. `referrer_*` is what this one hit says, filled on
 * every kind of hit; what a visit says is decided when visits are built. `load_ms` is the whole time to load `path`, 0
 * where unknown; it may arrive with a later hit of the same page.
 *
 * An insert is on disk when it returns, because the collector then deletes its log; its token counts once.
 *
 * `kind` keeps the codes of the tracking protocol for actions (1 page, 2 outlink, 3 download, 8 search, 10 event,
 * 13 content); ours begin at 40. `referrer_kind`: 1 direct, 2 search engine, 3 website, 6 campaign, 7 social network as
 * in the protocol; ours: 8 AI assistant, 9 government site. `bot` is empty for a person, else the reason.
 */
export const usageClickHouse: readonly ClickHouseMigration[] = [
  {
    name: 'usage_0001_hits',
    statements: [
      `create table if not exists hit (
        site UInt32,
        day Date,
        at DateTime64(3, 'UTC') codec(DoubleDelta, ZSTD),
        visitor UInt64,
        kind Enum8('page' = 1, 'outlink' = 2, 'download' = 3, 'search' = 8, 'event' = 10, 'content' = 13, 'service' = 40, 'goal' = 41, 'ping' = 42),
        new_visit UInt8,
        bot LowCardinality(String),
        host LowCardinality(String),
        path String codec(ZSTD),
        title String codec(ZSTD),
        target String codec(ZSTD),
        content_name LowCardinality(String),
        content_piece String codec(ZSTD),
        content_interaction LowCardinality(String),
        goal UInt32 codec(ZSTD),
        search_keyword String codec(ZSTD),
        search_category LowCardinality(String),
        search_count Int32 codec(ZSTD),
        event_category LowCardinality(String),
        event_action LowCardinality(String),
        event_name String codec(ZSTD),
        event_value Float64 codec(ZSTD),
        service LowCardinality(String),
        service_state LowCardinality(String),
        service_extra String codec(ZSTD),
        referrer_kind Enum8('direct' = 1, 'search' = 2, 'website' = 3, 'campaign' = 6, 'social' = 7, 'assistant' = 8, 'government' = 9),
        referrer_name LowCardinality(String),
        referrer_keyword String codec(ZSTD),
        referrer_path String codec(ZSTD),
        device LowCardinality(String),
        browser LowCardinality(String),
        system LowCardinality(String),
        language LowCardinality(String),
        screen LowCardinality(String),
        load_ms UInt32 codec(ZSTD)
      ) engine = MergeTree
      partition by toYYYYMM(day)
      order by (site, day, visitor, at)
      settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1`,
    ],
  },
  {
    // `origin` is empty for a hit that came by itself, else the identifier of the import that brought it.
    name: 'usage_0002_origin',
    statements: ['alter table hit add column if not exists origin LowCardinality(String)'],
  },
  {
    // How many hits a site's day has and which, without reading them: kept visits are true while this stays the same. The
    // store keeps it with every part of the table, also when hits are taken out.
    name: 'usage_0003_visits',
    statements: [
      `alter table hit add projection if not exists by_day (
        select site, day, count(), sum(cityHash64(at, visitor, kind)) group by site, day)`,
      'alter table hit materialize projection by_day settings mutations_sync = 2',
      `create table if not exists visit (
        site UInt32,
        day Date,
        began DateTime64(3, 'UTC') codec(DoubleDelta, ZSTD),
        visit UInt32 codec(ZSTD),
        again UInt64 codec(ZSTD),
        build UInt64 codec(ZSTD),
        actions UInt32 codec(ZSTD),
        page_views UInt32 codec(ZSTD),
        seconds UInt32 codec(ZSTD),
        source LowCardinality(String),
        source_name LowCardinality(String),
        device LowCardinality(String),
        browser LowCardinality(String),
        system LowCardinality(String),
        language LowCardinality(String),
        screen LowCardinality(String),
        entry String codec(ZSTD),
        exit String codec(ZSTD)
      ) engine = MergeTree
      partition by toYYYYMM(day)
      order by (site, day, began)
      settings non_replicated_deduplication_window = 1000`,
      `create table if not exists visit_day (site UInt32, day Date, build UInt64, hits UInt64, mark UInt64, visits UInt64,
        visitors UInt64, page_views UInt64, actions UInt64, bounces UInt64, seconds UInt64, bots UInt64)
      engine = MergeTree order by (site, day, build) settings non_replicated_deduplication_window = 1000`,
    ],
  },
];
