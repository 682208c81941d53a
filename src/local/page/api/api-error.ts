/** What the page's API answers when it cannot do what it was asked. */
export interface ApiError {
  readonly message: string;
  readonly code: "token" | "host" | "origin" | "not-found" | "gone" | "bad-request" | "method" | "failed";
}
