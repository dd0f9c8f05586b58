/** One call of a page: the name of a method, or a function; then the arguments. */
export type Call = readonly unknown[];

/**
 * Settings that hold for all hits. Pages push them after the first page view, because the known snippet is written so;
 * what belongs to one page only (its address, its title) keeps its place.
 */
const SETTING = /^set(TrackerUrl|SiteId|UserId|Domains)$|DownloadExtensions|Consent|opt.*out/i;

/** The calls that waited for the script: settings first, else as they came. What is no call is left out. */
export function settingsFirst(waiting: readonly unknown[]): Call[] {
  const calls = waiting.filter((call): call is Call => typeof call === 'object' && call !== null);
  const isSetting = (call: Call) => typeof call[0] === 'string' && SETTING.test(call[0]);
  return [...calls.filter(isSetting), ...calls.filter((call) => !isSetting(call))];
}
