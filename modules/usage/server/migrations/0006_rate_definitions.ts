import { type Kysely, sql } from 'kysely';

/**
 * What the rates of an evaluation mean. When a rule changes, the row in force gets its last day and a new one with the next
 * version begins the day after; evaluations of earlier periods keep the old one. `formula` names a function of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table usage.rate_definition (
      key text not null,
      version int not null,
      place int not null,
      formula text not null,
      texts jsonb not null,
      source text not null,
      valid_from date not null,
      valid_to date check (valid_to >= valid_from),
      primary key (key, version)
    );
  `.execute(db);
  for (const [place, { key, formula, source, validFrom, vi, en }] of FIRST.entries()) {
    await sql`
      insert into usage.rate_definition (key, version, place, formula, texts, source, valid_from)
      values (${key}, 1, ${place}, ${formula}, ${JSON.stringify({ vi, en })}::jsonb, ${source}, ${validFrom}::date)
    `.execute(db);
  }
}

const CONNECTION = 'Thông tư 22/2023/TT-BTTTT; Công văn 5901/BTTTT-CĐSQG ngày 24/11/2023';
const OWN = 'Định nghĩa của hệ thống này';

/** As of November 2026. The ministry's own list of rates of its monitoring system is not published. */
const FIRST = [
  {
    key: 'connected',
    formula: 'connected_sites',
    source: CONNECTION,
    validFrom: '2024-04-05',
    vi: {
      name: 'Trang đã kết nối',
      text: 'Số trang, ứng dụng đã gửi ít nhất một lượt truy cập tính đến hết kỳ, chia cho số trang, ứng dụng đang theo dõi.',
      numerator: 'trang đã kết nối',
      denominator: 'trang đang theo dõi',
    },
    en: {
      name: 'Sites connected',
      text: 'Sites that sent at least one hit by the end of the period, divided by all sites on record.',
      numerator: 'sites connected',
      denominator: 'sites on record',
    },
  },
  {
    key: 'on_time',
    formula: 'connected_on_time',
    source: CONNECTION,
    validFrom: '2024-04-05',
    vi: {
      name: 'Kết nối đúng hạn',
      text: 'Số trang gửi lượt đầu tiên không muộn hơn hạn kết nối của trang, chia cho số trang có hạn kết nối rơi vào hoặc trước kỳ.',
      numerator: 'trang kết nối đúng hạn',
      denominator: 'trang đã đến hạn',
    },
    en: {
      name: 'Connected in time',
      text: 'Sites whose first hit came no later than their duty date, divided by sites whose duty date lies in or before the period.',
      numerator: 'sites in time',
      denominator: 'sites due',
    },
  },
  {
    key: 'continuous',
    formula: 'days_with_hits',
    source: 'Công văn 5901/BTTTT-CĐSQG ngày 24/11/2023 (kết nối đầy đủ, không gián đoạn)',
    validFrom: '2023-11-24',
    vi: {
      name: 'Ngày có số liệu',
      text: 'Số ngày có ít nhất một lượt truy cập, chia cho số ngày trong kỳ kể từ lượt đầu tiên của từng trang đến hết kỳ (kỳ chưa hết: đến hết hôm qua). Cộng qua các trang đã kết nối.',
      numerator: 'ngày có số liệu',
      denominator: 'ngày phải có số liệu',
    },
    en: {
      name: 'Days with data',
      text: 'Days with at least one hit, divided by the days of the period from each site’s first hit to the end (a running period: to yesterday). Added up over the connected sites.',
      numerator: 'days with data',
      denominator: 'days due',
    },
  },
  {
    key: 'services_filed',
    formula: 'services_filed',
    source: OWN,
    validFrom: '2020-01-01',
    vi: {
      name: 'Dịch vụ có lượt nộp',
      text: 'Số dịch vụ công trực tuyến có ít nhất một lượt nộp (trạng thái 1), chia cho số dịch vụ có bất kỳ lượt nào trong kỳ. Đếm theo mã thủ tục trên từng trang.',
      numerator: 'dịch vụ có lượt nộp',
      denominator: 'dịch vụ được mở',
    },
    en: {
      name: 'Services with filings',
      text: 'Online services with at least one filing (state 1), divided by services with any event in the period. Counted by procedure code on each site.',
      numerator: 'services with filings',
      denominator: 'services opened',
    },
  },
  {
    key: 'searches_found',
    formula: 'searches_with_result',
    source: OWN,
    validFrom: '2020-01-01',
    vi: {
      name: 'Tìm kiếm có kết quả',
      text: 'Số lần tìm kiếm trên trang có kết quả, chia cho số lần tìm kiếm mà trang cho biết số kết quả.',
      numerator: 'lần tìm có kết quả',
      denominator: 'lần tìm',
    },
    en: {
      name: 'Searches with results',
      text: 'Searches on the site that found something, divided by searches of which the site tells how much they found.',
      numerator: 'searches with results',
      denominator: 'searches',
    },
  },
  {
    key: 'engaged',
    formula: 'engaged_visits',
    source: OWN,
    validFrom: '2020-01-01',
    vi: {
      name: 'Lượt có tương tác',
      text: 'Số lượt truy cập có từ hai thao tác trở lên, chia cho số lượt truy cập.',
      numerator: 'lượt có tương tác',
      denominator: 'lượt truy cập',
    },
    en: {
      name: 'Engaged visits',
      text: 'Visits with two actions or more, divided by all visits.',
      numerator: 'engaged visits',
      denominator: 'visits',
    },
  },
  {
    key: 'phone',
    formula: 'phone_visits',
    source: OWN,
    validFrom: '2020-01-01',
    vi: {
      name: 'Lượt bằng điện thoại',
      text: 'Số lượt truy cập bằng điện thoại, chia cho số lượt truy cập.',
      numerator: 'lượt bằng điện thoại',
      denominator: 'lượt truy cập',
    },
    en: {
      name: 'Visits by phone',
      text: 'Visits made with a phone, divided by all visits.',
      numerator: 'visits by phone',
      denominator: 'visits',
    },
  },
] as const;
