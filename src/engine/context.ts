import type { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { STSClient } from "@aws-sdk/client-sts";
import type { Clock } from "./clock.ts";
import type { Reporter } from "./events.ts";
import type { Found, Ids, StepName } from "./found.ts";

export type { Clock } from "./clock.ts";

/** What the user asked for, resolved once. An optional member that is undefined was not asked: what exists is left as it is. */
export interface Config {
  /** The proxy's name: the value of our ownership tag, and the state file's name. */
  readonly name: string;
  readonly region: string;
  /** Of another AWS than the real one, such as `http://127.0.0.1:4566`. */
  readonly endpoint: string | undefined;
  readonly streamName: string;
  readonly roleName: string;
  readonly apiName: string;
  /** ARN of an existing stream to use. */
  readonly streamArn: string | undefined;
  /** ARN of an existing role to use: nothing of IAM is touched then. */
  readonly roleArn: string | undefined;
  /** Id of an existing REST API to put the routes into. */
  readonly apiId: string | undefined;
  readonly shards: number | undefined;
  readonly mode: "PROVISIONED" | "ON_DEMAND" | undefined;
  readonly retentionHours: number | undefined;
  readonly kmsKey: string | undefined;
  /** Such as `/` or `/events`. */
  readonly path: string;
  readonly authorization: "NONE" | "AWS_IAM";
  readonly apiKey: boolean | undefined;
  readonly respond: Respond;
  /** Statuses of our own choice, by class of answer. */
  readonly statuses: Statuses;
  /** Where the partition key comes from, as `--partition-key` says it. */
  readonly partitionKey: string;
  /** Path of the batch route; "" for none. */
  readonly batchPath: string | undefined;
  /** Content types and their short names; undefined: JSON. */
  readonly accept: readonly string[] | undefined;
  /** Wrap the body, with these request headers; undefined: the body alone. */
  readonly envelope: readonly string[] | undefined;
  /** End each record with a line end. */
  readonly newline: boolean;
  /** Origins of browsers that may call; empty: none. */
  readonly cors: readonly string[] | undefined;
  /** JSON Schema (draft 4) text that a JSON body must fit; "" for none. */
  readonly schema: string | undefined;
  /** CIDRs that may call; empty: everybody may. */
  readonly allow: readonly string[] | undefined;
  readonly stage: string;
}

/** What a stored record is answered with: nothing, Kinesis' receipt, or a template of the user's. */
export type Respond =
  { readonly type: "empty" } | { readonly type: "receipt" } | { readonly type: "template"; readonly template: string };

/** The status of each class of answer, where it is not the usual one: accepted 200, refused 400, busy 429, ours 500, kinesis 502. */
export interface Statuses {
  readonly accepted?: number;
  readonly refused?: number;
  readonly busy?: number;
  readonly ours?: number;
  readonly kinesis?: number;
}

export interface Clients {
  readonly kinesis: KinesisClient;
  readonly iam: IAMClient;
  readonly apigateway: APIGatewayClient;
  readonly sts: STSClient;
}

/** Whose AWS this is. */
export interface Identity {
  /** Twelve digits. */
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** The caller. */
  readonly arn: string;
}

/** The last known ids, per step. A cache: `find` decides what exists. Each change is on disk when the promise resolves. */
export interface State {
  get<K extends StepName>(step: K): Ids[K] | undefined;
  record<K extends StepName>(step: K, ids: Ids[K]): Promise<void>;
  forget(step: StepName): Promise<void>;
}

/** What this run has found or made, by step. */
export interface Known {
  get<K extends StepName>(step: K): Found[K] | undefined;
  set<K extends StepName>(step: K, found: Found[K]): void;
  delete(step: StepName): void;
}

/** All a step may touch. Built once in `cli/session/open.ts`, and by hand in tests. */
export interface Context {
  readonly config: Config;
  readonly identity: Identity;
  readonly clients: Clients;
  readonly state: State;
  readonly known: Known;
  readonly report: Reporter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What `down` may take along, because the user said so. */
  readonly consent: ReadonlySet<Consent>;
}

/** What is lost with what `down` removes: the records and the consumers of the stream, what others put into the REST API; or
 * what `import` took over. */
export type Consent = "records" | "consumers" | "others" | "imported";
