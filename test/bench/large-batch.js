import { event, file, local, median, ms, proxy, serve, tell, times } from "./program.js";

const rounds = 15;

/** 400 events of 10 kB in one POST to the batch route, in turns with a server that only reads them. */
export async function largeBatch() {
  const aws = await local();
  const bare = await serve([file("bare-server.js")]);
  try {
    const url = (await proxy(aws.port, "up", "--batch-path", "/batch", "--shards", "8")).stdout.trim();
    const body = JSON.stringify(Array.from({ length: 400 }, () => ({ event, pad: "x".repeat(10_000) })));
    const [ours, theirs] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await post(`${url}/batch`, body));
      theirs.push(await post(bare.url, body));
    }
    const [took, bareTook] = [median(ours), median(theirs)];
    const beside = `${times(took / bareTook)} of a bare node:http server, ${ms(bareTook)}`;
    tell(`a batch of ${(body.length / 1_000_000).toFixed(1)} MB`, ms(took), beside, "300 ms");
  } finally {
    await aws.stop();
    await bare.stop();
  }
}

async function post(url, body) {
  const start = performance.now();
  const answer = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
  return performance.now() - start;
}
