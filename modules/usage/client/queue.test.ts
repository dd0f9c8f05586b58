import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingsFirst } from './queue.ts';

const names = ['trackPageView', 'enableLinkTracking', 'trackDVC', 'setTrackerUrl', 'setSiteId', 'setCustomUrl'];

test('the known snippet: settings stand after the page view and are applied before it', () => {
  const calls = [
    ['trackPageView'],
    ['enableLinkTracking'],
    ['setTrackerUrl', 'https://do.khanhhoa.gov.vn/tracking'],
    ['setSiteId', '47'],
  ];
  expect(settingsFirst(calls).map(([name]) => name)).toEqual([
    'setTrackerUrl',
    'setSiteId',
    'trackPageView',
    'enableLinkTracking',
  ]);
});

test('what a visitor decided comes before anything is counted', () => {
  const calls = [['trackPageView'], ['requireConsent'], ['optUserOut'], ['forgetUserOptOut'], ['setConsentGiven']];
  expect(settingsFirst(calls).at(-1)).toEqual(['trackPageView']);
});

test('address and title of a page stay before its page view', () => {
  const calls = [['setCustomUrl', '/a'], ['trackPageView'], ['setCustomUrl', '/b'], ['trackPageView']];
  expect(settingsFirst(calls)).toEqual(calls);
});

test('every call comes once, and the others keep their order', () => {
  const call = fc.tuple(fc.constantFrom(...names), fc.nat());
  fc.assert(
    fc.property(fc.array(call), (calls) => {
      const ordered = settingsFirst(calls);
      expect(ordered.map(String).toSorted()).toEqual(calls.map(String).toSorted());
      const rest = (list: readonly (readonly unknown[])[]) =>
        list.filter(([name]) => !/^set(TrackerUrl|SiteId)$/.test(String(name)));
      expect(rest(ordered)).toEqual(rest(calls));
    }),
  );
});

test('what is no call is left out; a function and a list of arguments are calls', () => {
  const act = () => {};
  // What a page pushes that hands on the `arguments` of a function of its own.
  const listed = { 0: 'trackPageView', length: 1 } as unknown as readonly unknown[];
  expect(settingsFirst([null, 'trackPageView', 7, undefined, [act], listed])).toEqual([[act], listed]);
});
