import type { Corner } from "./account.ts";

/** Where a service tells what happened without a request, such as an alarm that fired: one line of plain text each. */
export const news: Corner<{ tell: (line: string) => void }> = { name: "news", make: () => ({ tell: () => undefined }) };
