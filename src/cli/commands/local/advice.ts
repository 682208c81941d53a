import { shellWord } from "../../../engine/shell-word.ts";
import { acceptable, acceptWords } from "../../../mapping/content-types.ts";
import type { Advice, Refusing } from "../../../local/index.ts";
import { named, setTo, type WhereGiven } from "../../../settings/where-given.ts";

/** Which settings decide about a refusal of the local AWS, and what to change. */
export function advice(refusing: Refusing, where: WhereGiven = () => undefined): Advice {
  const { phase, type } = refusing;
  const found = phase === "integration" ? ofKinesis(type) : ofGateway(refusing, where);
  if (found === undefined) return { settings: [] };
  const [settings, change] = found;
  return { settings, ...(change !== undefined && { change }) };
}

type Found = readonly [settings: readonly string[], change?: string | undefined] | undefined;

function ofGateway({ phase, type, about, taken = [] }: Refusing, where: WhereGiven): Found {
  switch (type) {
    case "FAULT":
      return [["--fault"], "Start again without --fault, or send it again."];
    case "NO_API":
    case "NO_STAGE":
      return [["--stage"], 'Run "kinesis-proxy up" and take the URL that it prints.'];
    case "MISSING_AUTHENTICATION_TOKEN":
    case "INVALID_SIGNATURE":
    case "EXPIRED_TOKEN":
      return phase === "route" ? otherRoute(where) : unsigned(where);
    case "ACCESS_DENIED":
      return denied(about);
    case "INVALID_API_KEY":
      return [["--api-key"], 'Send the header x-api-key: "kinesis-proxy key show" prints its value.'];
    case "THROTTLED":
      return [["--throttle"], `Send fewer requests at a time, or raise ${named("throttle", where)}.`];
    case "QUOTA_EXCEEDED":
      return [["--quota"], `Wait for the next period, or raise ${named("quota", where)}.`];
    case "UNSUPPORTED_MEDIA_TYPE":
      return phase === "template" ? otherType(about, taken, where) : [[], "Send the body plain, or packed with gzip."];
    case "BAD_REQUEST_BODY":
      return [["--schema"], `Change the body, or the schema of ${named("schema", where)}.`];
    case "BAD_REQUEST_PARAMETERS":
      return [["--partition-key"], "Send what is missing."];
    case "REQUEST_TOO_LARGE":
      return [[], "Send less in one request: 10 MB is API Gateway's own limit."];
    case "HEADERS_TOO_LARGE":
      return [[], "Send fewer or shorter headers: the limit is API Gateway's own."];
    case "API_CONFIGURATION_ERROR":
      return [[], 'Run "kinesis-proxy status" to see what differs, and "kinesis-proxy up" to mend it.'];
    case "MOCK":
      return [["--handshake-token", "--get-events", "--health"], undefined];
    default:
      return undefined;
  }
}

const otherRoute = (where: WhereGiven): Found => [
  ["--path", "--batch-path", "--get-events", "--health"],
  `Send it to one of these, or choose another path with ${setTo("path", "/events", where)}.`,
];

const unsigned = (where: WhereGiven): Found => [
  ["--auth"],
  `Sign it for the service execute-api, or let everybody in with ${setTo("auth", "none", where)}.`,
];

function denied(about: string | undefined): Found {
  if (about === undefined || about.startsWith("arn:")) return [["allow-ips", "--auth"], undefined];
  return [["allow-ips"], `Let it in with "kinesis-proxy allow-ips --add ${shellWord(about)}".`];
}

function otherType(about: string | undefined, taken: readonly string[], where: WhereGiven): Found {
  if (about === undefined || !acceptable(about)) return [["--accept"], "Send another Content-Type."];
  // --accept names all types, in place of those before.
  const all = setTo("accept", acceptWords([...taken, about]), where);
  const whole = where("accept") === undefined ? ": it names all types" : "";
  return [["--accept"], `Send another Content-Type, or take this one, too, with ${all}${whole}.`];
}

function ofKinesis(type: string): Found {
  switch (type) {
    case "ResourceNotFoundException":
      return [["--stream-name"], 'Make the stream with "kinesis-proxy up".'];
    case "AccessDeniedException":
      return [["--role-name"], 'The role of the endpoint may not write: "kinesis-proxy up" mends it.'];
    case "ProvisionedThroughputExceededException":
    case "PARTIAL":
      return [
        ["--shards", "--on-demand"],
        "Send it again later, spread the partition keys, or give the stream more shards.",
      ];
    case "ValidationException":
    case "SerializationException":
    case "InvalidArgumentException":
      return [
        ["--max-record-size", "--partition-key", "--respond"],
        "See under the template what Kinesis was asked: a record may be too large, or the template may not make valid JSON.",
      ];
    case "API_CONFIGURATION_ERROR":
      return [["--role-name"], '"kinesis-proxy up" mends the role of the endpoint.'];
    case "INTEGRATION_FAILURE":
    case "INTEGRATION_TIMEOUT":
      return [[], "Send it again."];
    default:
      return type.startsWith("KMS") ? [["--kms-key"], "Look at the key that the stream is encrypted with."] : undefined;
  }
}
