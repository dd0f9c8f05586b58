const ZONE = 'Asia/Ho_Chi_Minh';
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE });
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: ZONE });

/** `14 giờ 05`, as papers write it. */
export function timeWords(at: Date): string {
  const [hour, minute] = TIME.format(at).split(':');
  return `${hour} giờ ${minute}`;
}

/** `30/11/2021` */
export function dayWords(at: Date): string {
  return DAY.format(at);
}

/** `2021-12-31` → `31/12/2021` */
export function dayOfText(day: string): string {
  return day.split('-').reverse().join('/');
}

/** Milliseconds → `3 phút 20 giây`. */
export function lengthWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return [minutes > 0 && `${minutes} phút`, rest > 0 && `${rest} giây`].filter(Boolean).join(' ');
}
