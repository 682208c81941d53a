/** The body of the call to Kinesis, undefined when the request is refused before; and the response to the sender. */
export interface Made {
  readonly call: string | undefined;
  readonly status: number;
  readonly body: string;
}

/** How the two differ, apart from what is different in each request; undefined when they are the same. */
export function compareCalls(
  mine: Made,
  theirs: Made & { readonly cut: boolean },
): { ours: string; theirs: string } | undefined {
  const shown = ({ call, status }: Made): string => (call === undefined ? `${status}` : withoutIds(call));
  const [a, b] = [shown(mine), shown(theirs)];
  const alike = (mine.call === undefined) === (theirs.call === undefined);
  const same = alike && (theirs.cut ? a.startsWith(b) : a.trim() === b.trim());
  return same ? undefined : { ours: a, theirs: b };
}

/** A call without what is different in each request: ids, time, address and agent; nor the stage in the path and the headers that
 * API Gateway adds, which its test lacks. */
function withoutIds(call: string): string {
  const plain = (text: string): string =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "(request id)")
      .replace(/"requestId":"[^"]*"/g, '"requestId":(request id)')
      .replace(/"receivedAt":(\d+|"[^"]*")/g, '"receivedAt":(time)')
      .replace(/"sourceIp":"[^"]*"/g, '"sourceIp":(address)')
      .replace(/"userAgent":(null|"[^"]*")/g, '"userAgent":(agent)')
      .replace(/"path":"[^"]*"/g, '"path":(path)')
      .replace(/"x-(forwarded-(for|port|proto)|amzn-trace-id)":(null|"[^"]*"),?/gi, "")
      .replaceAll(",}", "}");
  return plain(call)
    .replace(/"Data": ?"([A-Za-z0-9+/]*={0,2})"/g, (_, data: string) => {
      return `"Data": ${plain(Buffer.from(data, "base64").toString())}`;
    })
    .replace(/"PartitionKey": ?"[A-Za-z0-9+/_-]{10,20}=?(-\d+)?"/g, '"PartitionKey": "(request id)"');
}
