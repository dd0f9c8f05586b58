/** A yes of the visitor that is remembered over the pages of the site; in the browser only, never sent, no cookie. */
export interface Choice {
  holds(): boolean;
  /** `until`: milliseconds since 1970; Infinity: for good; 0: no longer. */
  set(until: number): void;
}

export function rememberedChoice(name: string): Choice {
  let until = 0;
  // Where the browser keeps nothing, the choice holds for this page.
  const attempt = (act: () => void) => {
    try {
      act();
    } catch {}
  };
  attempt(() => {
    until = Number(localStorage.getItem(name));
  });
  return {
    holds: () => until > Date.now(),
    set(next) {
      until = next;
      attempt(() => (next ? localStorage.setItem(name, String(next)) : localStorage.removeItem(name)));
    },
  };
}

/** Do Not Track or Global Privacy Control: the browser says for its user that nothing be measured. */
export function browserRefuses(): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return doNotTrack === '1' || (window as { doNotTrack?: string }).doNotTrack === '1' || globalPrivacyControl === true;
}
