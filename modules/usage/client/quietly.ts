/** The same act, but a failure stays here: measuring never disturbs the page. */
export function quietly<Given extends unknown[], Result>(act: (...given: Given) => Result) {
  return function (this: unknown, ...given: Given): Result | undefined {
    try {
      return act.apply(this, given);
    } catch {
      return undefined;
    }
  };
}
