const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `30/11/2021 14:00`, as clocks in Vietnam show it, whatever zone the machine is in. */
export function instantText(at: Date): string {
  return format.format(at).replace(',', '');
}
