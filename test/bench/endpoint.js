import { event, file, load, local, median, megabytes, ms, percent, proxy, serve, tell, times } from "./program.js";

const connections = 16;
const warmUp = 5_000;
const rounds = 9;
const perRound = 5_000;
/** Events in one POST to the batch route. */
const batch = 100;

/** The deployed endpoint under load, in turns with a server that only reads the body, and its batch route with its single one. */
export async function endpoint() {
  const aws = await local();
  const bare = await serve([file("bare-server.js")]);
  try {
    const url = (await proxy(aws.port, "up", "--batch-path", "/batch")).stdout.trim();
    const single = (requests) => post(url, requests, event);
    const empty = megabytes(aws.pid);
    const [ours, theirs] = await inTurns(single, (requests) => post(bare.url, requests, event), perRound);
    against(ours, theirs);
    const used = megabytes(aws.pid);
    tell(
      `memory after ${(warmUp + rounds * perRound).toLocaleString("en")} requests`,
      `${used} MB`,
      `${empty} MB after up, bare server ${megabytes(bare.pid)} MB`,
      "under 100 MB",
    );
    const list = `[${Array(batch).fill(event).join(",")}]`;
    const [lists, singles] = await inTurns((requests) => post(`${url}/batch`, requests, list), single, 300, 1_000);
    records(lists, singles);
  } finally {
    await aws.stop();
    await bare.stop();
  }
}

function against(ours, theirs) {
  const [rate, bareRate] = [ours, theirs].map((runs) => median(runs.map(({ perSecond }) => perSecond)));
  tell(
    `POSTs through the endpoint, ${connections} connections`,
    `${Math.round(rate)}/s`,
    `${percent(ratio(ours, theirs))} of a bare node:http server, ${Math.round(bareRate)}/s`,
    "at least 55 %, and 3000/s",
  );
  for (const name of ["p50", "p99"]) {
    const [took, bareTook] = [ours, theirs].map((runs) => median(runs.map((run) => run[name])));
    tell(`POST ${name}, ${connections} connections`, ms(took), `bare server ${ms(bareTook)}`);
  }
}

function records(lists, singles) {
  const [rate, singleRate] = [lists, singles].map((runs) => median(runs.map(({ perSecond }) => perSecond)));
  tell(
    `records through the batch route, ${batch} a POST`,
    `${Math.round(rate * batch)}/s`,
    `${times(ratio(lists, singles) * batch)} of the single route, ${Math.round(singleRate)}/s`,
    "at least 5x",
  );
}

function post(url, requests, body) {
  return load(url, connections, requests, body, ["Content-Type: application/json"]);
}

/** Round by round one and the other, each with so many requests, after both are warm. */
async function inTurns(one, other, count, otherCount = count) {
  await one(warmUp * (count / perRound));
  await other(warmUp * (otherCount / perRound));
  const [ones, others] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ones.push(await one(count));
    others.push(await other(otherCount));
  }
  return [ones, others];
}

/** The median over the rounds: what else the machine does meanwhile meets both sides of a round alike. */
function ratio(ones, others) {
  return median(ones.map(({ perSecond }, round) => perSecond / others[round].perSecond));
}
