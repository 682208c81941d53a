/** The views of the page. */
export type ViewName = "requests" | "template" | "stream" | "api";

/** What the address says: `#/requests/12/edit?status=4xx`. */
export interface Place {
  readonly view: ViewName;
  /** What follows the view, decoded. */
  readonly parts: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** The views in the order of their tabs. */
export const views: readonly (readonly [name: ViewName, title: string])[] = [
  ["requests", "Requests"],
  ["template", "Template"],
  ["stream", "Stream"],
  ["api", "API"],
];

/** The place that a fragment names; the list of requests when it names none. */
export function readPlace(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [first = "", ...rest] = path.split("/").filter((part) => part !== "");
  const view = views.find(([name]) => name === first)?.[0] ?? "requests";
  return { view, parts: rest.map(decoded), query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The fragment of a place; what is empty in the query is left out. */
export function writePlace({ view, parts = [], query = {} }: Partial<Place> & Pick<Place, "view">): string {
  const filled = Object.entries(query).filter(([, value]) => value !== "");
  const search = new URLSearchParams(filled).toString();
  return `#/${[view, ...parts.map(encodeURIComponent)].join("/")}${search === "" ? "" : `?${search}`}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
