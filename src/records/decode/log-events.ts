/** The events in what a subscription filter of CloudWatch Logs sends, each as a JSON document with the fields that they share, such as
 * logGroup; undefined for anything else, and for the messages by which it tries whether it may send. */
export function logEvents(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  // Sooner than to parse each document. Group, stream and filters may come first, with names of up to 512 characters.
  if (
    bytes[0] !== 0x7b ||
    !Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8_192)).includes("DATA_MESSAGE")
  )
    return undefined;
  try {
    const { messageType, logEvents, ...shared } = JSON.parse(Buffer.from(bytes).toString()) as Partial<
      Record<string, unknown>
    >;
    const isOne = messageType === "DATA_MESSAGE" && typeof shared["logGroup"] === "string" && Array.isArray(logEvents);
    if (!isOne || logEvents.length === 0 || !logEvents.every(isEvent)) return undefined;
    return logEvents.map((event) => Buffer.from(JSON.stringify({ ...shared, ...event })));
  } catch {
    return undefined;
  }
}

function isEvent(event: unknown): event is object {
  return typeof event === "object" && event !== null && "message" in event;
}
