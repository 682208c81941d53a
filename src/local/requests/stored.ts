import type { DeployedIntegration } from "../account/deployed.ts";
import { compiled } from "../execute-api/compiled.ts";
import { endpointOf } from "../execute-api/integration/service-call.ts";
import type { Stored } from "../page/api/request-row.ts";
import type { Recorded } from "./recorded.ts";

/** Where the records of a request went; undefined where Kinesis took none. */
export function storedOf({ call }: Recorded): Stored | undefined {
  const { routed, answer, integration } = call?.trail ?? {};
  if (call === undefined || routed === undefined || answer === undefined) return undefined;
  if (routed.method.integration.type !== "AWS" || (integration?.status ?? 500) >= 400) return undefined;
  const { region, service, rest } = endpointOf(routed.method, call.stageVariables);
  // An endpoint may also read records.
  if (service !== "kinesis" || !rest.startsWith("PutRecord")) return undefined;
  const said = membersOf(answer.body);
  const records = Array.isArray(said["Records"]) ? said["Records"].map(asMembers) : [said];
  const taken = records.filter(({ SequenceNumber }) => typeof SequenceNumber === "string");
  const [first] = taken;
  if (first === undefined) return undefined;
  return {
    stream: streamIn(routed.method.integration.requestTemplates),
    region,
    shardId: String(first["ShardId"]),
    sequenceNumber: String(first["SequenceNumber"]),
    count: taken.length,
    failed: records.length - taken.length,
  };
}

/** The stream that the templates name; "" where they work it out. */
export const streamIn = compiled((templates: DeployedIntegration["requestTemplates"]): string => {
  const [one = ""] = Object.values(templates).flatMap(
    (template) => template?.match(/"StreamName"\s*:\s*"[\w.-]+"/) ?? [],
  );
  return /"([\w.-]+)"$/.exec(one)?.[1] ?? "";
});

type Members = Readonly<Record<string, unknown>>;

/** The members of a JSON document; none where it is no object. */
export function membersOf(body: string | Buffer): Members {
  try {
    return asMembers(JSON.parse(body.toString()));
  } catch {
    return {};
  }
}

function asMembers(value: unknown): Members {
  return typeof value === "object" && value !== null ? (value as Members) : {};
}
