import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Delivery } from "../../../../src/local/firehose/delivery/delivery.ts";
import { DirectSource } from "../../../../src/local/firehose/delivery/direct-source.ts";
import { objectBody } from "../../../../src/local/firehose/delivery/object-body.ts";
import { withDefaults } from "../../../../src/local/firehose/check-destination.ts";
import type { DeliveryStream } from "../../../../src/local/firehose/delivery-stream.ts";
import { handClock } from "../../hand-clock.ts";
import { bucketArn, roleArn } from "../hose.ts";

/** Records, time that passes, and failures of S3, in any order. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ type: "record" as const, bytes })) },
  fc
    .integer({ min: 100_000, max: 900_000 })
    .map((size) => ({ type: "record" as const, bytes: Buffer.alloc(size, size % 251) })),
  fc.integer({ min: 1, max: 90 }).map((seconds) => ({ type: "pass" as const, seconds })),
  fc.boolean().map((fails) => ({ type: "s3" as const, fails })),
);

test("objects joined are the records joined, whatever was cut by size, time or failures", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 30 }),
      fc.constantFrom("GZIP" as const, "UNCOMPRESSED" as const),
      fc.boolean(),
      async (events, CompressionFormat, appends) => {
        const clock = handClock();
        const source = new DirectSource();
        const stream: DeliveryStream = {
          name: "archive",
          arn: "",
          region: "",
          partition: "aws",
          type: "DirectPut",
          created: 0,
          active: 0,
          tags: new Map(),
          versionId: 1,
          destination: withDefaults({
            RoleARN: roleArn,
            BucketARN: bucketArn,
            CompressionFormat,
            BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
            ...(appends && {
              ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "AppendDelimiterToRecord" as const }] },
            }),
          }),
        };
        const objects: Buffer[] = [];
        let fails = false;
        const delivery = new Delivery(
          stream,
          source,
          async (records) => {
            const bytes = records.map(({ data }) => data);
            if (!fails) objects.push(await objectBody(bytes, stream.destination));
            return !fails;
          },
          clock,
        );
        delivery.start();
        const records: Uint8Array[] = [];
        for (const each of events) {
          if (each.type === "record") {
            records.push(each.bytes);
            source.put(Buffer.from(each.bytes), clock.now());
          } else if (each.type === "s3") fails = each.fails;
          else {
            clock.move(each.seconds * 1000);
            await delivery.settled();
          }
        }
        fails = false;
        await delivery.flush();
        const got = Buffer.concat(objects.map((body) => (CompressionFormat === "GZIP" ? gunzipSync(body) : body)));
        const end = appends ? Buffer.from("\n") : Buffer.alloc(0);
        expect(got.equals(Buffer.concat(records.flatMap((each) => [each, end])))).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test.each([
  [undefined, "a\nb\n"],
  ["\\n", "a\nb\n"],
  ["|", "a|b|"],
  ["\\r\\n", "a\r\nb\r\n"],
])("the delimiter %j", async (ParameterValue, expected) => {
  const Parameters = ParameterValue === undefined ? [] : [{ ParameterName: "Delimiter" as const, ParameterValue }];
  const destination = withDefaults({
    RoleARN: roleArn,
    BucketARN: bucketArn,
    ProcessingConfiguration: { Enabled: true, Processors: [{ Type: "AppendDelimiterToRecord", Parameters }] },
  });
  const body = await objectBody(
    ["a", "b"].map((each) => Buffer.from(each)),
    destination,
  );
  expect(body.toString()).toBe(expected);
});
