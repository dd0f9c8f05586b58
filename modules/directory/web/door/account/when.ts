import { chosenLanguage } from '#platform/web/i18n/language.ts';

/** Instants as clocks in Vietnam show them: `30/11/2021 14:00`. The door is small and has no formatter of the shell's. */
export function useWhen(): (instant: string) => string {
  const format = new Intl.DateTimeFormat(chosenLanguage() === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (instant) => {
    const part = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
    return `${part['day']}/${part['month']}/${part['year']} ${part['hour']}:${part['minute']}`;
  };
}
