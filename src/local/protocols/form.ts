/** Parameters of a Query request by their flat names, such as `Tags.member.1.Key`. */
export type Form = ReadonlyMap<string, string>;

/** The parameters of a query string and a form-encoded body together; the body wins. */
export function parseForm(query: string, body: string): Form {
  return new Map([...new URLSearchParams(query), ...new URLSearchParams(body)]);
}
