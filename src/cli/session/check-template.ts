import type { Config } from "../../settings/config.ts";
import { UsageError } from "../../engine/errors.ts";
import { renderedApi } from "../rendered-api.ts";

const place = {
  ShardId: "shardId-000000000000",
  SequenceNumber: "49600000000000000000000000000000000000000000000000000000",
};

/** Throws a `UsageError` when the template of `--respond @FILE` is not Velocity, or does not answer 2xx for a stored record: every
 * sender would take that for a failure and send the record again. */
export async function checkTemplate(config: Config): Promise<void> {
  const { respond, batchPath } = config;
  if (respond.type !== "template") return;
  const { renderAnswer, templateFault } = await import("../../local/render-request.ts");
  const fault = templateFault(respond.template);
  if (fault !== undefined)
    throw new UsageError(
      `The template of --respond is not valid: ${fault}.`,
      "It is written in Apache Velocity 1.7, as API Gateway has it.",
    );
  // Without the settings that concern requests, which could refuse the request that is tried here.
  const plain = {
    ...config,
    schema: undefined,
    accept: undefined,
    partitionKey: { type: "request-id" } as const,
    path: "/one",
    batchPath: "/many",
  };
  const api = renderedApi(plain);
  check("PutRecord", await renderAnswer(api, plain.path, JSON.stringify(place)));
  if (!batchPath) return;
  const several = { FailedRecordCount: 0, Records: [place, place] };
  check("PutRecords", await renderAnswer(api, plain.batchPath, JSON.stringify(several)));
}

function check(
  action: "PutRecord" | "PutRecords",
  { status, fault }: { readonly status: number; readonly fault: string | undefined },
): void {
  if (fault === undefined && status >= 200 && status < 300) return;
  const what = action === "PutRecord" ? "a stored record" : "a stored batch (--batch-path)";
  const why = fault === undefined ? "" : `: ${fault}`;
  throw new UsageError(
    `With the template of --respond, ${what} would be answered ${status}${why}.`.replace(/\.+$/, "."),
    "Senders would take it for a failure and send it again. The template must make a 2xx of Kinesis' answer.",
  );
}
