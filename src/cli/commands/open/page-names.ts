/** The parts of a proxy that have a page in AWS's console. */
export const pageNames = ["api", "stream", "role", "logs", "alarms", "bucket", "archive"] as const;

/** One of them. */
export type PageName = (typeof pageNames)[number];
