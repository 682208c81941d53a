/** What the name of an archived object says of time. */
export interface ObjectTime {
  /** The folder of its hour, without what is before the year: `year=2026/month=01/day=31/hour=09/`. */
  readonly folder: string;
  /** When the oldest of its records arrived, in milliseconds since 1970; Firehose writes it to the second. */
  readonly oldest: number;
}

/** Folders by hour as this tool has Firehose name them, and as Firehose names them by itself. */
const hive = /(?:^|\/)(year=(\d{4})\/month=(\d\d)\/day=(\d\d)\/hour=(\d\d)\/)[^/]*$/;
const plain = /(?:^|\/)((\d{4})\/(\d\d)\/(\d\d)\/(\d\d)\/)[^/]*$/;

/** `STREAM-VERSION-2026-01-31-09-15-27-UUID`, in UTC. */
const inName = /-(\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)-[0-9a-f-]{36}[^/]*$/;

/** Reads the time in an object's key; undefined where it is in no folder of an hour. */
export function objectTime(key: string): ObjectTime | undefined {
  const [, folder, ...parts] = hive.exec(key) ?? plain.exec(key) ?? [];
  if (folder === undefined) return undefined;
  const [, ...named] = inName.exec(key) ?? [];
  return { folder, oldest: utc(named.length > 0 ? named : parts) };
}

/** The folder of that hour, named as `like` is. */
export function hourFolder(ms: number, like: string): string {
  const [year = "", month = "", day = "", hour = ""] = new Date(ms).toISOString().split(/[-T:]/);
  return like.startsWith("year=")
    ? `year=${year}/month=${month}/day=${day}/hour=${hour}/`
    : `${year}/${month}/${day}/${hour}/`;
}

/** Is it the first folder of a time: a year? */
export function isYear(folder: string): boolean {
  return /^(year=)?\d{4}\/$/.test(folder);
}

function utc(parts: readonly string[]): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
