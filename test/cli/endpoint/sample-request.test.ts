import { expect, test } from "vitest";
import { sampleBatch } from "../../../src/cli/endpoint/sample-request.ts";
import { putRecordsTemplate } from "../../../src/mapping/request/put-records-template.ts";
import { parseBatchFrom } from "../../../src/mapping/request/split/batch-from.ts";
import type { Config } from "../../../src/settings/config.ts";
import { records } from "../../mapping/rendering.ts";

test.each(["records", "batch", "$.data.events", "ndjson", "firehose"])(
  "the request to paste is one that the batch route takes with --batch-from %s, and one line",
  (text) => {
    const batchFrom = parseBatchFrom(text);
    const { body = "" } = sampleBatch({ batchFrom } as unknown as Config);
    expect(body).not.toMatch(/[\r\n]/);
    expect(records(putRecordsTemplate({ streamName: "orders", batchFrom }), { body })[0]?.data).toBe(
      '{"hello":"world"}',
    );
  },
);
