import type { RequestRow } from "../../api.ts";

/** Which requests are shown; "" for all. */
export interface Filter {
  /** `2xx`, `4xx`, `5xx`, or a status. */
  readonly status: string;
  readonly route: string;
  readonly text: string;
  /** `up`'s own probes too. */
  readonly probes: boolean;
}

/** The classes that have a button. */
export const statusClasses: readonly string[] = ["2xx", "4xx", "5xx"];

/** The rows that fit. `found` are those whose headers or bodies the server found the text in. */
export function filterRows(
  rows: readonly RequestRow[],
  filter: Filter,
  found: ReadonlySet<number>,
): readonly RequestRow[] {
  const text = filter.text.toLowerCase();
  return rows.filter(
    (row) =>
      (filter.probes || row.probe === undefined) &&
      (filter.status === "" || hasStatus(row, filter.status)) &&
      (filter.route === "" || routeOf(row) === filter.route) &&
      (text === "" || found.has(row.id) || wordsOf(row).toLowerCase().includes(text)),
  );
}

/** Is the status of this class? 0 is a connection that was cut: the sender sees a failure. */
export function hasStatus({ status }: RequestRow, wanted: string): boolean {
  if (!/^\dxx$/.test(wanted)) return String(status) === wanted;
  return status === 0 ? wanted === "5xx" : String(status).startsWith(wanted.charAt(0));
}

/** What the requests of no route are listed under. */
export const noRoute = "no route";

/** The route of a request, for the filter. */
export function routeOf(row: RequestRow): string {
  return row.route ?? noRoute;
}

function wordsOf(row: RequestRow): string {
  const { method, path, query, status, contentType, refused } = row;
  return [method, `${path}?${query}`, status, contentType, refused?.type, refused?.why].join(" ");
}
