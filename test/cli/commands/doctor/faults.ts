import { CreateRestApiCommand } from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand } from "@aws-sdk/client-kinesis";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { systemClock } from "../../../../src/engine/clock.ts";
import { kinesisSettings } from "../../../../src/local/kinesis/settings.ts";
import { aKey } from "../../../local/kms/call-kms.ts";
import { httpServer } from "../../../helpers/http-server.ts";
import type { World } from "../../../journeys/world.ts";

/** Everything around one run of `doctor`, which faults change before it. */
export interface Scene {
  readonly world: World;
  readonly folder: string;
  readonly options: Record<string, unknown>;
  readonly env: Record<string, string>;
  /** What the operator's policy denies. */
  readonly denied: string[];
  now: () => number;
  nodeVersion: string;
}

/** A thing that is wrong. */
export interface Fault {
  readonly name: string;
  /** The check that finds it. */
  readonly check: string;
  readonly result: "failed" | "warning";
  /** What the check says. */
  readonly says: RegExp;
  /** Faults of one kind exclude each other. */
  readonly kind?: string | readonly string[];
  make(scene: Scene): Promise<void> | void;
}

export const region = "ap-northeast-2";
const others = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

export const faults: readonly Fault[] = [
  {
    name: "no credentials",
    check: "credentials",
    kind: "credentials",
    result: "failed",
    says: /no credentials for the AWS profile "empty"/,
    make: ({ options }) => void (options["profile"] = "empty"),
  },
  {
    name: "expired credentials",
    check: "caller",
    kind: "credentials",
    result: "failed",
    says: /credentials have expired/,
    make: ({ env }) => void (env["AWS_ACCESS_KEY_ID"] = "ASIAQLOCALAAAAAAAAAA"),
  },
  {
    name: "a profile that is not there",
    check: "credentials",
    kind: "credentials",
    result: "failed",
    says: /no AWS profile "nope"/,
    make: ({ options }) => void (options["profile"] = "nope"),
  },
  {
    name: "no region",
    check: "region",
    kind: ["region", "none names a region"],
    result: "failed",
    says: /There is no region/,
    make: ({ options }) => void delete options["region"],
  },
  {
    name: "a region without API Gateway",
    check: "api-gateway",
    kind: "region",
    result: "failed",
    says: /no API Gateway in us-isob-west-1/,
    make: ({ options }) => void (options["region"] = "us-isob-west-1"),
  },
  {
    name: "a clock 10 minutes off",
    check: "clock",
    result: "failed",
    says: /10 min ahead of AWS's/,
    make: (scene) => void (scene.now = () => systemClock.now() + 600_000),
  },
  {
    name: "an endpoint that refuses",
    check: "endpoint",
    kind: "endpoint",
    result: "failed",
    says: /Nothing answers at http/,
    make: async ({ options }) => void (options["endpointUrl"] = `http://127.0.0.1:${await freePort()}`),
  },
  {
    name: "an endpoint that is not AWS",
    check: "endpoint",
    kind: "endpoint",
    result: "failed",
    says: /is not AWS: it answers like something else \(HTTP 200\)/,
    async make({ options }) {
      const headers = { "content-type": "text/html" };
      options["endpointUrl"] = (await httpServer({ status: 200, headers, body: "<h1>It works!</h1>" })).url;
    },
  },
  {
    name: "a dead HTTPS proxy",
    check: "proxy",
    result: "warning",
    says: /Nothing answers at the HTTPS proxy/,
    make: async ({ env }) => void (env["HTTPS_PROXY"] = `http://127.0.0.1:${await freePort()}`),
  },
  {
    name: "a denied read",
    check: "permissions",
    result: "failed",
    says: /AWS denies .*kinesis:DescribeStreamSummary/,
    make: ({ denied }) => void denied.push("kinesis:DescribeStreamSummary"),
  },
  {
    name: "a denied create",
    check: "permissions",
    result: "failed",
    says: /AWS denies .*iam:CreateRole/,
    make: ({ denied }) => void denied.push("iam:CreateRole"),
  },
  {
    name: "no PassRole",
    check: "pass-role",
    result: "failed",
    says: /denies iam:PassRole on \S+ to apigateway/,
    make: ({ denied }) => void denied.push("iam:PassRole"),
  },
  {
    name: "a disabled KMS key",
    check: "kms",
    result: "failed",
    says: /KMS key alias\/orders cannot be used: its state is Disabled/,
    make({ options, world: { local } }) {
      options["kmsKey"] = "alias/orders";
      for (const there of [region, "us-isob-west-1"]) {
        aKey(local.account, { alias: "alias/orders", region: there }).disabled = true;
      }
    },
  },
  {
    name: "a role's name that is taken",
    check: "names",
    result: "failed",
    says: /IAM role orders is not this proxy's and differs/,
    make: ({ world: { clients } }) =>
      void clients.iam.send(new CreateRoleCommand({ RoleName: "orders", AssumeRolePolicyDocument: others })),
  },
  {
    name: "a stream's name that is taken",
    check: "names",
    // A stream that is there needs no more shards.
    kind: "new stream",
    result: "failed",
    says: /stream orders is not this proxy's and differs/,
    async make({ options, world: { clients } }) {
      options["retention"] = "48";
      await clients.kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
    },
  },
  {
    name: "as many REST APIs as there may be",
    check: "quotas",
    result: "failed",
    says: /600 of 600 regional REST APIs are in use/,
    async make({ world: { clients } }) {
      const one = { name: "of others", endpointConfiguration: { types: ["REGIONAL" as const] } };
      for (let made = 0; made < 600; made += 40)
        await Promise.all(Array.from({ length: 40 }, () => clients.apigateway.send(new CreateRestApiCommand(one))));
    },
  },
  {
    name: "as many shards as there may be",
    check: "quotas",
    kind: "new stream",
    result: "failed",
    says: /[12] of 1 shards are in use/,
    async make({ world: { clients, local } }) {
      await clients.kinesis.send(new CreateStreamCommand({ StreamName: "others", ShardCount: 1 }));
      local.account.corner(kinesisSettings, "").shardLimit = 1;
    },
  },
  {
    name: "no logging role",
    check: "logging-role",
    result: "warning",
    says: /has no role to write logs with/,
    make: ({ options }) => void (options["accessLog"] = true),
  },
  {
    name: "a state file of another account",
    check: "account",
    kind: ["state", "none names a region"],
    result: "failed",
    says: /belongs to the account 999999999999/,
    make: (scene) => writeState(scene, JSON.stringify({ ...stateOf(scene), accountId: "999999999999" })),
  },
  {
    name: "a state file that cannot be read",
    check: "state",
    kind: "state",
    result: "failed",
    says: /is damaged/,
    make: (scene) => writeState(scene, "{"),
  },
  {
    name: "a Node.js that is too old",
    check: "node",
    result: "failed",
    says: /Node.js 18.20.4 is too old/,
    make: (scene) => void (scene.nodeVersion = "18.20.4"),
  },
];

function stateOf({ options }: Scene): object {
  const { region: there = region, endpointUrl } = options;
  return { version: 1, name: "orders", region: there, endpoint: endpointUrl, settings: {}, steps: {} };
}

async function writeState({ folder, options }: Scene, text: string): Promise<void> {
  const file = join(folder, "orders.json");
  await writeFile(file, text);
  options["state"] = file;
}

/** A port of this machine where nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Keys of an operator who may do everything but what is denied. */
export async function operator({ clients }: World, denied: readonly string[]): Promise<Record<string, string>> {
  const Statement = [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { Role } = await clients.iam.send(new CreateRoleCommand({ RoleName: "operator", AssumeRolePolicyDocument }));
  const may = [
    { Effect: "Allow", Action: "*", Resource: "*" },
    ...(denied.length > 0 ? [{ Effect: "Deny", Action: denied, Resource: "*" }] : []),
  ];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: may });
  await clients.iam.send(new PutRolePolicyCommand({ RoleName: "operator", PolicyName: "may", PolicyDocument }));
  const session = { RoleArn: Role?.Arn, RoleSessionName: "ana" };
  const { Credentials } = await clients.sts.send(new AssumeRoleCommand(session));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  return {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
  };
}
