export interface Machine {
  /** `debian`, `ubuntu`, `macos`, or the name the system gives itself. */
  system: string;
  root: boolean;
  /** `CHROME_PATH`, and whether it names a program. */
  chosen?: string | undefined;
  chosenRuns: boolean;
  /** The first of the usual programs that is there. */
  found?: string | undefined;
}

export type BrowserPlan = { program?: string; commands?: string[][]; tell?: string };

export function thisMachine(): Machine;
export function planBrowser(machine: Machine): BrowserPlan;
export function requireBrowser(): string;
export function ensureBrowser(): string | null;
export function systemOf(osRelease: string): string;
