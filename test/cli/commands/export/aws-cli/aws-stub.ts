import * as apigateway from "@aws-sdk/client-api-gateway";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as firehose from "@aws-sdk/client-firehose";
import * as iam from "@aws-sdk/client-iam";
import * as kinesis from "@aws-sdk/client-kinesis";
import * as s3 from "@aws-sdk/client-s3";
import * as sts from "@aws-sdk/client-sts";
import { search } from "@jmespath-community/jmespath";
import { NormalizedSchema } from "@smithy/core/schema";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { Local } from "../../../../../src/local/index.ts";

interface Client {
  send(command: unknown): Promise<Record<string, unknown>>;
  destroy(): void;
}
type Command = new (input: object) => { readonly schema: readonly unknown[] };

const services = {
  apigateway: [apigateway, apigateway.APIGatewayClient],
  cloudwatch: [cloudwatch, cloudwatch.CloudWatchClient],
  logs: [logs, logs.CloudWatchLogsClient],
  firehose: [firehose, firehose.FirehoseClient],
  iam: [iam, iam.IAMClient],
  kinesis: [kinesis, kinesis.KinesisClient],
  s3api: [s3, s3.S3Client],
  sts: [sts, sts.STSClient],
} as unknown as Readonly<Record<string, [Readonly<Record<string, Command>>, new (options: object) => Client]>>;

/** How botocore writes a name of the API as an option. https://github.com/boto/botocore/blob/develop/botocore/__init__.py */
const optionOf = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();

/** Refuses what the API's shape does not have, as the AWS CLI does before it calls. */
function checked(value: unknown, schema: NormalizedSchema, where: string): unknown {
  const wrong = (what: string): never => {
    throw new Error(`Parameter validation failed: ${where} is no ${what}: ${JSON.stringify(value)}`);
  };
  if (schema.isStructSchema()) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong("structure");
    const members = schema.getMemberSchemas();
    for (const [name, one] of Object.entries(value)) {
      const member = members[name];
      if (member === undefined) throw new Error(`Unknown parameter in ${where}: "${name}"`);
      checked(one, member, `${where}.${name}`);
    }
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) return wrong("list");
    for (const one of value) checked(one, schema.getValueSchema(), where);
  } else if (schema.isMapSchema()) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong("map");
    for (const one of Object.values(value)) checked(one, schema.getValueSchema(), where);
  } else if (schema.isStringSchema()) {
    if (typeof value !== "string") return wrong("text");
  } else if (schema.isBooleanSchema()) {
    if (typeof value !== "boolean") return wrong("switch");
  } else if (schema.isNumericSchema() && typeof value !== "number") return wrong("number");
  return value;
}

function valueOf(word: string, schema: NormalizedSchema, option: string): unknown {
  if (schema.isStringSchema()) return word;
  if (schema.isNumericSchema()) return checked(word.trim() === "" ? word : Number(word), schema, option);
  // The CLI's short form of a structure: Name=Value.
  const short = /^(\w+)=([^,]*)$/.exec(word);
  const read: unknown = short === null ? JSON.parse(word) : { [short[1] ?? ""]: short[2] };
  return checked(read, schema, option);
}

/** The input of a call, by the shape that the SDK has of it, and the CLI's own options. */
function inputOf(words: readonly string[], Command: Command) {
  const input = NormalizedSchema.of(new Command({}).schema[4] as Parameters<typeof NormalizedSchema.of>[0]);
  const members = new Map(Object.entries(input.getMemberSchemas()).map(([name, one]) => [optionOf(name), [name, one]]));
  const values: Record<string, unknown> = {};
  const own: Record<string, string> = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, option = "", , given] = /^--([^=]+)(=([^]*))?$/.exec(word) ?? [];
    const next = (): string => given ?? rest.shift() ?? "";
    if (option === "query" || option === "output") own[option] = next();
    else {
      const [name, schema] = (members.get(option) ?? members.get(option.replace(/^no-/, "")) ?? []) as [
        string?,
        NormalizedSchema?,
      ];
      if (name === undefined || schema === undefined) throw new Error(`Unknown options: ${word}`);
      values[name] = schema.isBooleanSchema() ? !option.startsWith("no-") : valueOf(next(), schema, option);
    }
  }
  return { values, own };
}

function printed(answer: unknown, { query, output = "json" }: Readonly<Record<string, string>>): string {
  const { $metadata: _, ...whole } = answer as Record<string, unknown>;
  const found = query === undefined ? whole : search(JSON.parse(JSON.stringify(whole)) as never, query);
  if (output === "json") return JSON.stringify(found);
  return found === null ? "None" : String(found);
}

/** What the AWS CLI would say to these words: exit code, standard output and error. */
async function told(words: readonly string[], clients: (service: string) => Client): Promise<[number, string, string]> {
  const [service = "", verb = "", ...options] = words;
  try {
    if (service === "configure") return [0, "ap-northeast-2\n", ""];
    const isWait = service === "kinesis" && verb === "wait";
    const name = isWait ? "describe-stream" : verb;
    const [commands] = services[service] ?? [];
    const Command = commands?.[`${name.replace(/(^|-)(.)/g, (_, _dash, sign: string) => sign.toUpperCase())}Command`];
    if (Command === undefined) throw new Error(`argument operation: Invalid choice: ${service} ${verb}`);
    const { values, own } = inputOf(isWait ? options.slice(1) : options, Command);
    for (;;) {
      const answer = await clients(service).send(new Command(values));
      const { StreamDescription: stream } = answer as { StreamDescription?: { StreamStatus: string } };
      if (!isWait) return [0, `${printed(answer, own)}\n`, ""];
      if (stream?.StreamStatus === "ACTIVE") return [0, "", ""];
    }
  } catch (error) {
    const { name, message } = error as Error;
    return [254, "", `An error occurred (${name}) when calling ${service} ${verb}: ${message}\n`];
  }
}

const STUB = `
aws() {
  local one code answer words=()
  for one in "$@"; do
    case $one in file://*) words+=("$(<"\${one#file://}")") ;; *) words+=("$one") ;; esac
  done
  exec 9<>"/dev/tcp/127.0.0.1/$STUB_PORT"
  printf '%s\\0' "\${#words[@]}" "\${words[@]}" >&9
  IFS= read -r -d '' code <&9
  IFS= read -r -d '' answer <&9
  printf '%s' "$answer"
  IFS= read -r -d '' answer <&9
  printf '%s' "$answer" >&2
  exec 9>&-
  return "$code"
}
export -f aws
`;

/** Runs scripts with something in the place of the AWS CLI that hands each call to the local AWS: it needs bash only. */
export async function stubbedBash(local: Local) {
  const clients = new Map<string, Client>();
  const calls: string[] = [];
  const clientOf = (service: string): Client => {
    const [, Client] = services[service] ?? [];
    const settings = {
      endpoint: local.url,
      region: "ap-northeast-2",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      forcePathStyle: true,
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    };
    const client = clients.get(service) ?? new Client!(settings);
    clients.set(service, client);
    return client;
  };
  const server = createServer((socket) => {
    let read = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      read += String(chunk);
      const [count = "", ...words] = read.split("\0");
      // What stands behind the last NUL is no word.
      if (words.length !== Number(count) + 1) return;
      calls.push(words.slice(0, 2).join(" "));
      void told(words.slice(0, -1), clientOf).then(([code, out, err]) => socket.write(`${code}\0${out}\0${err}\0`));
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const client of clients.values()) client.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    /** Runs the script; its exit code and what it printed. */
    async run(script: string, env: Readonly<Record<string, string>> = {}) {
      const child = spawn("bash", ["-c", `${STUB}bash -s`], {
        env: { PATH: process.env["PATH"], STUB_PORT: String(port), AWS_ENDPOINT_URL: local.url, ...env },
      });
      child.stdin.end(script);
      const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
      const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
      return { code, stdout, stderr };
    },
  };
}
