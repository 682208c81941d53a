/** A record as `--envelope` writes it. */
export interface Envelope {
  readonly body: unknown;
  readonly encoding: "json" | "text" | "base64";
  readonly headers: Readonly<Record<string, unknown>>;
  readonly receivedAt: unknown;
  readonly partitionKey?: unknown;
}

/** The document as an envelope; undefined for any other. */
export function asEnvelope(data: unknown): Envelope | undefined {
  return isEnvelope(data) ? data : undefined;
}

function isEnvelope(data: unknown): data is Envelope {
  if (typeof data !== "object" || data === null) return false;
  const { encoding, headers, receivedAt, requestId } = data as Readonly<Record<string, unknown>>;
  return (
    "body" in data &&
    (encoding === "json" || encoding === "text" || encoding === "base64") &&
    typeof headers === "object" &&
    headers !== null &&
    receivedAt !== undefined &&
    requestId !== undefined
  );
}
