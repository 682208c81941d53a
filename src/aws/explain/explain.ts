import { CliError } from "../../engine/errors.ts";
import { shellWord } from "../../engine/shell-word.ts";
import { stepOf } from "../../engine/run/failed-step.ts";
import type { Asker, Words } from "../credentials/asker.ts";
import { awsCli } from "./aws-cli.ts";
import { credentialWords } from "./credential-words.ts";
import { explainKms } from "./explain-kms.ts";
import { isCut, isFault, isForeign, isGone, isThrottle, isUnknown } from "../faults.ts";
import { oneLine } from "./one-line.ts";
import { permission } from "./permission.ts";

export type { Asker } from "../credentials/asker.ts";

const prefixes: Readonly<Record<string, string>> = {
  Kinesis: "kinesis",
  IAM: "iam",
  "API Gateway": "apigateway",
  STS: "sts",
  Firehose: "firehose",
  S3: "s3",
  "CloudWatch Logs": "logs",
  CloudWatch: "cloudwatch",
  SNS: "sns",
};

/** An error of a call to AWS. */
interface OfCall extends Error {
  /** Such as `kinesis:CreateStream`. */
  awsCall?: string;
}

/** Notes on an error which call it came from, for `explain`. */
export function blame(error: unknown, serviceId: string, action: string): void {
  if (error instanceof Error) (error as OfCall).awsCall ??= `${prefixes[serviceId] ?? serviceId}:${action}`;
}

/** An error of the SDK as one sentence and one hint; undefined when it is none: then it is a bug of ours. */
export function explain(error: unknown, asker: Asker): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const call = (error as OfCall).awsCall;
  const found =
    credentialWords(error, asker) ??
    network(error, call, asker) ??
    denied(error, call) ??
    explainKms(error, call, asker) ??
    throttled(error, call) ??
    refused(error, call, asker);
  return found === undefined ? undefined : new CliError(found.message, { hint: found.hint, cause: error });
}

/** Kinesis changes the mode at a host of its own, which a network with an allow list may not know. */
const ownHost: Readonly<Record<string, (region: string) => string>> = {
  "kinesis:UpdateStreamMode": (region) =>
    `This call goes to ACCOUNT-ID.control-kinesis.${region}…, as others of Kinesis do not: does a firewall or proxy let it through?`,
};

function network(error: Error, call: string | undefined, asker: Asker): Words | undefined {
  const words = networkWords(error, call, asker);
  if (words === undefined || asker.endpoint !== undefined) return words;
  const host = ownHost[call ?? ""];
  if (host !== undefined) return { ...words, hint: host(asker.region) };
  if (asker.proxy === undefined) return words;
  return {
    message: `${words.message.replace(/\.$/, "")}, through the proxy ${asker.proxy}.`,
    hint: "Check HTTPS_PROXY, and NO_PROXY for what needs no proxy.",
  };
}

function networkWords(error: Error, call: string | undefined, asker: Asker): Words | undefined {
  const code = codeOf(error);
  const where = asker.endpoint ?? `AWS in ${asker.region}`;
  switch (code) {
    case "ECONNREFUSED":
      return {
        message: `Nothing answers at ${where}.`,
        hint: asker.local
          ? 'Start the local AWS with "kinesis-proxy local" in another terminal, or use "kinesis-proxy dev".'
          : "Check --endpoint-url (or AWS_ENDPOINT_URL).",
      };
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return {
        message: `The address of ${where} cannot be found.`,
        hint: `Check the network, and that the region "${asker.region}" is spelled right.`,
      };
    case "ECONNRESET":
    case "EPIPE":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "TimeoutError":
      return {
        message: `The connection to ${where} failed (${code}).`,
        hint: `Check the network and run the same command again${reads(call) ? "" : ": it goes on where it stopped"}.`,
      };
    default:
      return undefined;
  }
}

/** Reading records begins where it is told to. */
function reads(call: string | undefined): boolean {
  return /:(GetRecords|GetShardIterator)$/.test(call ?? "");
}

function denied(error: Error, call: string | undefined): Words | undefined {
  if (
    !isFault(error, "AccessDenied") &&
    !isFault(error, "UnauthorizedException") &&
    !isFault(error, "UnauthorizedOperation") &&
    !isFault(error, "AuthorizationError")
  )
    return undefined;
  const text = oneLine(error.message);
  const action = /not authorized to perform: ([\w:]+)/.exec(text)?.[1] ?? permission(call);
  const [who, what] = [/(?:User|Role): (arn:\S+) is/.exec(text)?.[1], / on resource: "?(arn:[^\s"]+)/.exec(text)?.[1]];
  const step = stepOf(error);
  const needed = step === undefined ? "" : `, which ${step.command} (${step.title}) needs`;
  return {
    message: `AWS denies ${action ?? "a call"}${needed}: ${text}`,
    hint: `Give ${who ?? "the caller"} the permission ${action ?? "named above"}${what === undefined ? "" : ` on ${what}`}, or use other credentials (--profile).`,
  };
}

function throttled(error: Error, call: string | undefined): Words | undefined {
  if (!isThrottle(error)) return undefined;
  return {
    message: `AWS keeps throttling ${call ?? "the call"}: ${oneLine(error.message)}`,
    hint: "Something else calls AWS too often in this account. Run the same command again later: it goes on where it stopped.",
  };
}

const proxyLogin = "Write name and password into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.";

function refused(error: Error, call: string | undefined, asker: Asker): Words | undefined {
  const { endpoint } = asker;
  const fault = error as Error & {
    $fault?: unknown;
    $metadata?: { requestId?: string };
    $response?: { statusCode?: number };
  };
  if (fault.$fault === undefined && call === undefined) return undefined;
  const { requestId } = fault.$metadata ?? {};
  // A web page has no request id.
  if (endpoint !== undefined && isUnknown(error) && (requestId !== undefined || !isForeign(error)))
    return {
      message: `${endpoint} does not have ${call ?? "the operation"}.`,
      hint: 'Emulators have a part of AWS only. "kinesis-proxy local" has all that this program needs.',
    };
  if (asker.proxy !== undefined && fault.$response?.statusCode === 407)
    return { message: `The proxy ${asker.proxy} wants to know who asks (HTTP 407).`, hint: proxyLogin };
  if (isCut(error))
    return {
      message: `${call ?? "The call"} got an answer that ends in the middle (HTTP ${fault.$response?.statusCode ?? "?"}).`,
      hint: "Something on the way cuts answers off: run the same command again, it goes on where it stopped.",
    };
  if (isForeign(error))
    return {
      message: `${call ?? "The call"} got an answer that is not AWS's (HTTP ${fault.$response?.statusCode ?? "?"}).`,
      hint: "Check --endpoint-url: something else than AWS may be listening there, or an emulator without this operation.",
    };
  return {
    message: `${call ?? "AWS"} failed: ${oneLine(error.message) || error.name}`,
    hint: refusalHint(error, asker),
  };
}

function refusalHint(error: Error, asker: Asker): string {
  if (isGone(error)) return "It may have been removed while this ran: run the same command again.";
  const [, domain] = /base path mappings .* in your domains: ([\w*.-]+)/.exec(error.message) ?? [];
  if (domain === undefined) return "Run it again with --debug to see every call.";
  const list = awsCli(`apigateway get-base-path-mappings --domain-name ${shellWord(domain)}`, asker);
  return `See them: ${list}. Remove those of this API with "aws apigateway delete-base-path-mapping", and run the same command again.`;
}

function codeOf(error: Error): string | undefined {
  const inner = error as Error & { code?: unknown; errors?: readonly unknown[]; cause?: unknown };
  if (typeof inner.code === "string" && /^[A-Z]/.test(inner.code)) return inner.code;
  if (error.name === "TimeoutError") return "TimeoutError";
  const deeper = inner.errors?.[0] ?? inner.cause;
  return deeper instanceof Error && deeper !== error ? codeOf(deeper) : undefined;
}
