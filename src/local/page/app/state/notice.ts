import { cell } from "./cell.ts";

/** What was just done, or could not be: said below the page for a while, and to screen readers. */
export const notice = cell<{ readonly text: string; readonly bad: boolean } | undefined>(undefined);

let last = 0;

/** Says that something was done. */
export function tell(text: string, bad = false): void {
  notice.set({ text, bad });
  const mine = ++last;
  setTimeout(() => mine === last && notice.set(undefined), bad ? 8000 : 2500);
}

/** Does something, and tells what went wrong. */
export function attempt(work: Promise<unknown>): void {
  work.catch((error: unknown) => tell(error instanceof Error ? error.message : String(error), true));
}

/** Copies a text, and says so. */
export function copyText(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => tell(`${what} copied`),
    () => tell("The browser does not let this page copy. Select the text and copy it by hand.", true),
  );
}
