/** A server-sent event as it stands on the wire. */
export interface SentEvent {
  readonly event: string;
  readonly data: string;
}

/** Takes the text of an event stream in pieces, and gives the events that are whole. */
export function sse(): (text: string) => readonly SentEvent[] {
  let rest = "";
  return (text) => {
    const blocks = (rest + text).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    return blocks.flatMap(readBlock);
  };
}

function readBlock(block: string): readonly SentEvent[] {
  const values = (name: string) =>
    block
      .split(/\r?\n/)
      .flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).trimStart()] : []));
  const data = values("data");
  return data.length === 0 ? [] : [{ event: values("event")[0] ?? "message", data: data.join("\n") }];
}
