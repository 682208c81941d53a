import { GetDeploymentsCommand, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { ListPoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-kinesis";
import { onTestFinished } from "vitest";
import { startLocal, type Local, type LocalOptions } from "../../src/local/index.ts";
import { clientsOf } from "../local/clients.ts";

export type Clients = ReturnType<typeof clientsOf>;

/** A local AWS in this process, seen through the SDK; it is gone when the test ends. */
export interface World {
  readonly local: Local;
  readonly clients: Clients;
  /** What it was asked, in order: AWS's operation, or method and path. */
  readonly asked: readonly string[];
}

/** Starts one. */
export async function world(options: LocalOptions = {}): Promise<World> {
  const asked: string[] = [];
  const onRequest: LocalOptions["onRequest"] = (fact) => {
    asked.push(fact.operation);
    options.onRequest?.(fact);
  };
  const local = await startLocal({ ...options, onRequest });
  const clients = clientsOf(local);
  onTestFinished(async () => {
    Object.values(clients).forEach((client) => client.destroy());
    await local.close();
  });
  return { local, clients, asked };
}

/** What there is of everything that a proxy is made of. */
export async function inventory({ kinesis, iam, apigateway }: Clients) {
  const [streams, roles, policies, apis] = await Promise.all([
    kinesis.send(new ListStreamsCommand({})),
    iam.send(new ListRolesCommand({})),
    iam.send(new ListPoliciesCommand({ Scope: "Local" })),
    apigateway.send(new GetRestApisCommand({})),
  ]);
  const deployments = await Promise.all(
    (apis.items ?? []).map(async ({ id }) => {
      const { items } = await apigateway.send(new GetDeploymentsCommand({ restApiId: id }));
      return items?.length ?? 0;
    }),
  );
  return {
    streams: streams.StreamNames ?? [],
    roles: (roles.Roles ?? []).map(({ RoleName }) => RoleName),
    policies: (policies.Policies ?? []).map(({ PolicyName }) => PolicyName),
    apis: (apis.items ?? []).map(({ name }) => name),
    deployments,
  };
}

/** The bytes of each record of a stream. */
export async function recordsOf({ kinesis }: Clients, streamName = "api-gateway-kinesis-proxy"): Promise<Buffer[]> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: streamName }));
  const all: Buffer[] = [];
  for (const { ShardId } of Shards) {
    const from = { StreamName: streamName, ShardId, ShardIteratorType: "TRIM_HORIZON" } as const;
    let next = (await kinesis.send(new GetShardIteratorCommand(from))).ShardIterator;
    for (let behind = 1; behind > 0 && next !== undefined;) {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator: next }));
      all.push(...(page.Records ?? []).map(({ Data }) => Buffer.from(Data ?? [])));
      [behind, next] = [page.MillisBehindLatest ?? 0, page.NextShardIterator];
    }
  }
  return all;
}

/** POSTs as a sender does. */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}
