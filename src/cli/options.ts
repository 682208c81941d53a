import { Option, type Command } from "commander";

/** The flags that every command takes. */
export interface GlobalOptions {
  readonly name?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly local?: boolean;
  /** The local AWS answers on this port: `dev` knows it, no flag does. */
  readonly localPort?: number;
  readonly state?: string;
  /** Of the commands that change something. */
  readonly timeout?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
  readonly color: boolean;
  readonly yes?: boolean;
}

export function globalOptions(program: Command): Command {
  return program
    .option("--name <name>", "the proxy's name: the stream, role, policy and REST API bear it")
    .option("--region <region>", "AWS region (else AWS_REGION, or the profile's)")
    .option("--profile <profile>", "profile of the AWS credentials")
    .option("--endpoint-url <url>", "another AWS than the real one")
    .option("--local", "the local AWS of this package: no account needed")
    .option("--state <file>", "state file (else .kinesis-proxy/NAME.json)")
    .option("--json", "one JSON document on stdout and nothing else")
    .option("-q, --quiet", "say nothing but the answer, warnings and errors")
    .option("--debug", "log every call to AWS")
    .option("--no-color", "no colours")
    .option("-y, --yes", "do not ask");
}

const streamName = () => new Option("--stream-name <name>", "name of the stream, where it is not the proxy's");
const roleName = () => new Option("--role-name <name>", "name of the role and its policy, where it is not the proxy's");
const apiName = () => new Option("--api-name <name>", "name of the REST API, where it is not the proxy's");
const streamArn = () => new Option("--stream-arn <arn>", "use this existing stream; down keeps it");
const roleArn = () =>
  new Option("--role-arn <arn>", "use this existing role; needs no rights in IAM, and down keeps it");
const apiId = () =>
  new Option("--api-id <id>", "put the routes into this existing REST API; down takes only them away");
const path = () => new Option("--path <path>", "path of the endpoint (/)");
const stage = () => new Option("--stage <stage>", "stage to deploy to (production)");

const changes = () => [
  new Option("--dry-run", "show what would be done, and change nothing"),
  new Option("--timeout <duration>", "give up after so long, such as 5m; the same command goes on where it stopped"),
];

/** The flag that switches off what its twin asks for; "none" for the twin's value says the same, and stands in the help. */
const off = (flag: string) => new Option(flag).hideHelp();

/** The flags of each resource, where they are used. */
export const flags = {
  changes,
  streamName: () => [streamName(), streamArn()],
  roleName: () => [roleName(), roleArn()],
  apiName: () => [apiName(), apiId()],
  path,
  stage,
  stream: () => [
    new Option("--shards <count>", "number of shards (1; of a stream that is there: left as it is)"),
    new Option("--on-demand", "let AWS choose the number of shards"),
    new Option("--no-on-demand", "a number of shards of our own").hideHelp(),
    new Option(
      "--retention <hours>",
      "how long records are kept: 24 to 8760 (24; of a stream that is there: left as it is)",
    ),
    new Option("--kms-key <key>", "encrypt with this KMS key: an id, an ARN or alias/NAME"),
  ],
  method: () => [
    new Option(
      "--api-key",
      "callers must send an API key, in the header x-api-key; the run that makes it shows its value",
    ),
    new Option("--no-api-key", "callers need no API key"),
    new Option("--auth <type>", "who may call: none, or iam (signed requests only)"),
  ],
  schema: () => [
    new Option(
      "--schema <file>",
      "JSON Schema (draft 4) that JSON bodies must fit, or they get 400 (not those of the batch route); none for none",
    ),
    off("--no-schema"),
  ],
  mapping: () => [
    new Option(
      "--partition-key <source>",
      "request-id, source-ip, header:NAME, query:NAME, path:NAME, body:JSONPATH or constant:TEXT (request-id)",
    ),
    new Option(
      "--batch-path <path>",
      "a second route that takes a JSON list of up to 500 records, at most 64 levels deep; none for none",
    ),
    off("--no-batch-path"),
    new Option(
      "--accept <type...>",
      "the content types it takes, these and no others: json, form, text, any (some 40 common ones), or such as application/xml (json)",
    ),
    new Option(
      "--envelope [header...]",
      "wrap the body with time, address, user agent, request id and these request headers",
    ),
    new Option("--no-envelope", "the body alone"),
    new Option("--newline", "end each record with a line end"),
    new Option("--no-newline", "the record as it is"),
    new Option("--cors <origin...>", "browsers of these origins may call; * for all, none for none"),
    off("--no-cors"),
    new Option(
      "--status <class=code...>",
      "own statuses: accepted, refused, busy, ours, kinesis; such as busy=503; none for none",
    ),
    off("--no-status"),
  ],
  respond: () =>
    new Option(
      "--respond <answer>",
      "answer to a stored record: empty, receipt or @FILE, a template that makes a 2xx of Kinesis' answer (empty)",
    ),
  /** What goes wrong in the local AWS. */
  fault: () => new Option("--fault <rule...>", "let things go wrong: see below"),
  /** What `import` takes over. */
  imports: () => [streamName(), roleName(), new Option("--api-id <id>", "the REST API to take over")],
  /** What `down` leaves and what it takes along. */
  down: () => [
    new Option("--keep-stream", "leave the stream and its records"),
    new Option("--force-stream", "delete the stream though it holds records"),
    new Option("--enforce-consumers", "delete the stream though consumers are registered"),
    new Option("--force-api", "delete the REST API though others have put stages or methods into it"),
    new Option("--imported", "take away what `import` took over, too"),
  ],
  /** All that say what the proxy is to be. */
  everything: (): readonly (Option | readonly Option[])[] => [
    [...flags.streamName(), ...flags.roleName(), ...flags.apiName()],
    flags.stream(),
    [path(), ...flags.method(), ...flags.schema(), ...flags.mapping(), flags.respond(), stage()],
    [new Option("--allow-ips <cidr...>", "who may call; everybody else gets 403"), off("--no-allow-ips")],
  ],
};

export const faultHelp = `
Faults: KIND[=VALUE][@WHERE][*TIMES][~PERCENT%]
  throttle error deny           an answer of that kind, and nothing is done
  cut lost timeout              the connection is cut before the work, or after it; or no answer ever comes
  slow=100ms                    the answer comes later
  die-before die-after          the calling process on this machine is killed before the work, or after it
  iam-lag=10s                   roles and policies take so long to be known everywhere
  list-lag=3s                   lists of APIs, keys and usage plans show what was made so much later
  stream-create=5s stream-update=5s stream-delete=5s
  rates                         calls and records beyond AWS's own rates are refused
  partial=10%                   so many records of each PutRecords are refused
WHERE is an operation (PutMethod), a service (iam kinesis apigateway sts execute-api) or a call by its number (#17); without it, every call is meant. What an endpoint calls is a call too (throttle@PutRecord makes it answer 429), but has no number.
cut, lost, timeout and die-… strike once, unless *TIMES says otherwise.
Such as: --fault slow=100ms throttle@PutMethod*2 lost@CreateRestApi`;

/** Adds options to a command. */
export function withFlags(command: Command, ...options: readonly (Option | readonly Option[])[]): Command {
  for (const option of options.flat()) command.addOption(option as Option);
  return command;
}
