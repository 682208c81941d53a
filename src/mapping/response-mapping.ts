/** One integration response, as API Gateway keeps it. */
export interface ResponseMapping {
  /** A regular expression over the backend's status; "" for the default. */
  readonly selectionPattern: string;
  /** Response parameters: `method.response.header.X`, and a constant in single quotes. */
  readonly headers: Readonly<Record<string, string>>;
  /** By content type. */
  readonly templates: Readonly<Record<string, string>>;
}
