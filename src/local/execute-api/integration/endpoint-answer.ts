/** What an integration of any type gives back. */
export interface EndpointAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** How the endpoint spelled them, where the caller is to see that. */
  readonly spelled?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
