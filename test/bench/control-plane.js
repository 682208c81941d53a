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
import { bin, event, file, folder, median, ms, proxy, serve, tell, times } from "./program.js";

const [streams, apis] = [1_000, 600];
const rounds = 9;

/** How long the local AWS lets others wait while it keeps many streams and APIs, and while it takes a batch of 4 MB. */
export async function controlPlane() {
  const stalls = join(folder, "stalls");
  const aws = await serve(["--require", file("stalls.cjs"), bin, "local", "--port", "0", "--quiet"], {
    STALLS: stalls,
  });
  const bare = await serve([file("bare-server.js")]);
  try {
    const settings = {
      endpoint: aws.url,
      region: "us-east-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    };
    await manyStreams(new KinesisClient(settings));
    await manyApis(new APIGatewayClient(settings));
    await batch(aws, bare);
  } finally {
    await aws.stop();
    await bare.stop();
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

/** 400 events of 10 kB in one POST to the batch route. */
async function batch(aws, bare) {
  const flags = ["--batch-path", "/batch", "--shards", "8", "--region", "us-east-1"];
  const url = (await proxy(aws.port, "up", ...flags)).stdout.trim();
  const body = JSON.stringify(Array.from({ length: 400 }, () => ({ event, pad: "x".repeat(10_000) })));
  const post = async (to) => {
    const start = performance.now();
    const answer = await fetch(to, { method: "POST", body, headers: { "content-type": "application/json" } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`The batch route answered ${answer.status}.`);
    return performance.now() - start;
  };
  const [ours, theirs] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await post(`${url}/batch`));
    theirs.push(await post(bare.url));
  }
  const [took, bareTook] = [median(ours), median(theirs)];
  tell(
    `a batch of ${(body.length / 1_000_000).toFixed(1)} MB`,
    ms(took),
    `${times(took / bareTook)} of a bare node:http server, ${ms(bareTook)}`,
    "300 ms",
  );
}
