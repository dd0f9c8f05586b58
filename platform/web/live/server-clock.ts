/** The server's clock as a screen knows it. */
export interface ServerClock {
  /** The server said that it is this moment, at the end of a message that has just come. */
  hear(serverTime: string): void;
  /** The server's present, milliseconds since 1970. */
  now(): number;
}

const SAMPLES = 20;

/**
 * Corrects the screen's clock by what the server says. A message is never early: of the last ones the one that was on
 * its way the shortest tells the difference best.
 */
export function createServerClock(own: () => number = Date.now): ServerClock {
  const differences: number[] = [];
  let difference = 0;
  return {
    hear(serverTime) {
      const heard = Date.parse(serverTime) - own();
      if (Number.isNaN(heard)) return;
      differences.push(heard);
      if (differences.length > SAMPLES) differences.shift();
      difference = Math.max(...differences);
    },
    now: () => own() + difference,
  };
}
