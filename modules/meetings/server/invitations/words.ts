import { dayOf } from '#modules/directory/server/index.ts';

const TIME = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const WEEKDAY = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', weekday: 'long' });

/** `từ 14 giờ 00 đến 17 giờ 00, Thứ Ba ngày 30 tháng 11 năm 2021`, as papers write it. */
export function whenWords({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  const hour = (at: Date) => TIME.format(at).replace(':', ' giờ ');
  const [year, month = '', day] = dayOf(startsAt).split('-');
  const weekday = WEEKDAY.format(startsAt);
  // NĐ 30/2020: days below 10 and months 1 and 2 get a leading 0.
  const monthWord = Number(month) <= 2 ? month : String(Number(month));
  return `từ ${hour(startsAt)} đến ${hour(endsAt)}, ${weekday} ngày ${day} tháng ${monthWord} năm ${year}`;
}
