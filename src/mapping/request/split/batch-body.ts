import type { JsonPath } from "../json-path.ts";
import { USUAL_BATCH, type BatchFrom } from "./batch-from.ts";

/** A request of the batch route. */
export interface BatchBody {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The request that has these events in it: JSON documents, for Firehose any bytes. */
export function batchBody(events: readonly Uint8Array[], from: BatchFrom = USUAL_BATCH): BatchBody {
  const texts = events.map((one) => Buffer.from(one).toString("latin1"));
  switch (from.type) {
    case "list": {
      const list = `[${texts.join(",")}]`;
      return json(from.bare ? list : within(from.path, list), "latin1");
    }
    case "ndjson":
      return {
        contentType: "application/x-ndjson",
        body: Buffer.from(texts.map((one) => `${one}\n`).join(""), "latin1"),
      };
    case "firehose": {
      const records = events.map((one) => ({ data: Buffer.from(one).toString("base64") }));
      return json(JSON.stringify({ requestId: "kinesis-proxy", timestamp: 0, records }), "utf8");
    }
  }
}

function json(text: string, encoding: "latin1" | "utf8"): BatchBody {
  return { contentType: "application/json", body: Buffer.from(text, encoding) };
}

/** The document with this text at the path, in latin1 as all of it. */
function within(path: JsonPath, text: string): string {
  return path.reduceRight<string>((inner, step) => {
    if (typeof step === "number") return `[${"null,".repeat(step)}${inner}]`;
    return `{${Buffer.from(JSON.stringify(step)).toString("latin1")}:${inner}}`;
  }, text);
}
