import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from "@aws-sdk/client-api-gateway";
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  ListStreamsCommand,
} from "@aws-sdk/client-kinesis";
import { bin, file, folder, ms, serve, tell } from "./program.js";

const [streams, apis] = [1_000, 600];

/** How long the local AWS lets others wait while it keeps many streams and APIs. */
export async function controlPlane() {
  const stalls = join(folder, "stalls");
  const aws = await serve(["--require", file("stalls.cjs"), bin, "local", "--port", "0", "--quiet"], {
    STALLS: stalls,
  });
  try {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const settings = { endpoint: aws.url, region: "us-east-1", credentials };
    await manyStreams(new KinesisClient(settings));
    await manyApis(new APIGatewayClient(settings));
  } finally {
    await aws.stop();
  }
  const { stall, started } = JSON.parse(await readFile(stalls, "utf8"));
  tell(
    `longest stall with ${streams.toLocaleString("en")} streams and ${apis} APIs`,
    ms(stall),
    `${ms(started)} while it started`,
    "100 ms",
  );
}

async function manyStreams(kinesis) {
  const StreamName = (number) => `stream-${number}`;
  await many(streams, (number) =>
    kinesis.send(new CreateStreamCommand({ StreamName: StreamName(number), ShardCount: 1 })),
  );
  await kinesis.send(new ListStreamsCommand({ Limit: 10_000 }));
  await many(streams, (number) => kinesis.send(new DescribeStreamSummaryCommand({ StreamName: StreamName(number) })));
  await many(streams, (number) => kinesis.send(new DeleteStreamCommand({ StreamName: StreamName(number) })));
}

async function manyApis(gateway) {
  const ids = [];
  await many(apis, async (number) => {
    const { id: restApiId } = await gateway.send(new CreateRestApiCommand({ name: `api-${number}` }));
    ids.push(restApiId);
    const { items } = await gateway.send(new GetResourcesCommand({ restApiId }));
    const parentId = items[0].id;
    const { id: resourceId } = await gateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart: "x" }));
    const method = { restApiId, resourceId, httpMethod: "POST" };
    await gateway.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
    await gateway.send(new PutIntegrationCommand({ ...method, type: "MOCK" }));
    await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: "live" }));
  });
  for (const limit of [500, 25]) {
    let position;
    do ({ position } = await gateway.send(new GetRestApisCommand({ limit, position })));
    while (position !== undefined);
  }
  await many(apis, (number) => gateway.send(new DeleteRestApiCommand({ restApiId: ids[number] })));
}

/** Does it so many times, 16 at once. */
async function many(count, one) {
  let next = 0;
  const work = async () => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: 16 }, work));
}
