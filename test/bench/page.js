import { event, load, local, median, megabytes, percent, proxy, tell, unrecorded } from "./program.js";

const rounds = 9;
const perRound = 5_000;
const seconds = 60;

/** The endpoint with its requests recorded, in turns with one that records none; and with a page open that shows them. */
export async function page() {
  // What streams keep would grow all the time.
  const [plain, recorded] = [await unrecorded("--memory", "16MB"), await local("--memory", "16MB")];
  try {
    const [without, with_] = await Promise.all([plain, recorded].map(({ port }) => urlOf(port)));
    await inTurns(without, with_, 1);
    const closed = await inTurns(without, with_, rounds);
    tell("POSTs to an endpoint whose requests are recorded", ...shown(closed, "at least 95 %"));
    const reader = await openPage(recorded.url);
    const open = await inTurns(without, with_, rounds);
    tell("the same with a page open", ...shown(open, "at least 70 %"));
    const { middle, last, posted } = await memoryUnderLoad(recorded, with_);
    tell(
      `memory of the server after ${seconds} s of load with a page open`,
      `${last} MB in the last third`,
      `${percent(last / middle)} of the second third; ${posted} requests, ${reader.rows()} shown in all`,
      "at most 105 %",
    );
    reader.close();
  } finally {
    await plain.stop();
    await recorded.stop();
  }
}

/** Megabytes of the server, as they usually are in the last two thirds of a time of load: a leak makes the last third larger. */
async function memoryUnderLoad({ pid }, url) {
  const [start, samples] = [performance.now(), []];
  const passed = () => (performance.now() - start) / 1_000;
  const timer = setInterval(() => samples.push({ at: passed(), mb: megabytes(pid) }), 250);
  let posted = 0;
  while (passed() < seconds) {
    await post(url);
    posted += perRound;
  }
  clearInterval(timer);
  const between = (from, to) => median(samples.filter(({ at }) => at >= from && at < to).map(({ mb }) => mb));
  return { middle: between(seconds / 3, (seconds * 2) / 3), last: between((seconds * 2) / 3, Infinity), posted };
}

const urlOf = async (port) => (await proxy(port, "up")).stdout.trim();
const post = (url) => load(url, 16, perRound, event, ["Content-Type: application/json"]);

/** Rates of both, round by round: what else the machine does meets both sides of a round alike. */
async function inTurns(without, with_, times) {
  const found = [];
  for (let round = 0; round < times; round += 1) {
    // The first of a pair has it easier: they take turns.
    if (round % 2 === 0) found.push([await post(without), await post(with_)]);
    else found.push([await post(with_), await post(without)].toReversed());
  }
  return found.map((pair) => pair.map(({ perSecond }) => perSecond));
}

function shown(pairs, target) {
  const rate = median(pairs.map(([, one]) => one));
  return [
    `${Math.round(rate)}/s`,
    `${percent(median(pairs.map(([other, one]) => one / other)))} of one that records none`,
    target,
  ];
}

/** Reads the live events as the page does. */
async function openPage(url) {
  const html = await (await fetch(`${url}/_local/`)).text();
  const token = /content="([\w-]{43})"/.exec(html)?.[1] ?? "";
  const stop = new AbortController();
  const response = await fetch(`${url}/_local/api/events`, {
    headers: { "x-local-token": token },
    signal: stop.signal,
  });
  if (!response.ok) throw new Error(`The page's events answered ${response.status}.`);
  let rows = 0;
  void (async () => {
    const texts = response.body.pipeThrough(new TextDecoderStream());
    for await (const text of texts) rows += text.split('{"id":').length - 1;
  })().catch(() => undefined);
  return { rows: () => rows, close: () => stop.abort() };
}
