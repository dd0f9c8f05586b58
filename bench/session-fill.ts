import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';

/** A running session of a committee of so many places, each with one member; the first of them is the chair. */
export interface FilledSession {
  id: string;
  /** Items, the first of them open. */
  items: string[];
  people: { personId: string; participantId: string }[];
}

const UNITS = ['Bộ Tài chính', 'Bộ Y tế', 'Tỉnh Khánh Hòa', 'Thành phố Đà Nẵng', 'Tỉnh Lâm Đồng'];

export async function fillSession(owner: pg.Client, places: number): Promise<FilledSession> {
  const [agency, body, id] = [uuidv7(), uuidv7(), uuidv7()];
  await owner.query(
    `insert into meetings.body (id, agency_id, kind, name, short_name, search, founded_on)
     values ($1, $2, 'committee', 'Ủy ban', 'UB', 'uy ban', '2021-09-23')`,
    [body, agency],
  );
  await owner.query(
    `insert into meetings.session (id, body_id, agency_id, kind, title, search, state, starts_at, ends_at, opened_at)
     values ($1, $2, $3, 'regular', 'Phiên họp', 'phien hop', 'open', now(), now() + interval '4 hours', now())`,
    [id, body, agency],
  );
  const items = Array.from({ length: 8 }, () => uuidv7());
  for (const [index, item] of items.entries()) {
    await owner.query(
      `insert into meetings.item (id, session_id, weight, number, title, visibility, content, seconds, state, opened_at)
       values ($1, $2, $3, $4, 'Thảo luận, cho ý kiến về kế hoạch hoạt động năm 2022', 'common', 'topic', 1800, $5, $6)`,
      [item, id, index + 1, String(index + 1), index === 0 ? 'open' : 'planned', index === 0 ? new Date() : null],
    );
  }
  const people: FilledSession['people'] = [];
  for (let number = 1; number <= places; number++) {
    const [place, personId, participantId] = [uuidv7(), uuidv7(), uuidv7()];
    await owner.query(`insert into meetings.place (id, session_id, ordinal, name) values ($1, $2, $3, $4)`, [
      place,
      id,
      number,
      `Điểm cầu ${number}`,
    ]);
    const unit = UNITS[number % UNITS.length];
    await owner.query(
      `insert into meetings.participant
         (id, session_id, number, kind, duties, person_id, name, title, unit_name, place_id, votes)
       values ($1, $2, $3, 'member', $4, $5, $6, 'Phó Chủ tịch Ủy ban nhân dân', $7, $8, true)`,
      [participantId, id, number, number === 1 ? ['chair'] : [], personId, `Đại biểu ${number}`, unit, place],
    );
    await owner.query(
      `insert into meetings.presence (id, session_id, participant_id, place_id, from_at, source)
       values ($1, $2, $3, $4, now(), 'self')`,
      [uuidv7(), id, participantId, place],
    );
    people.push({ personId, participantId });
  }
  return { id, items, people };
}
