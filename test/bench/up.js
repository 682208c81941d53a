import { roundTrips } from "./round-trips.js";
import { bin, local, ms, node, proxy, tell, times } from "./program.js";
import { hasAwsCli, tutorial } from "./tutorial.js";

/** A fresh `up` next to the commands it replaces, a second one, and how many answers a fresh one waits for in turn. */
export async function up() {
  const [fresh, again] = [[], []];
  const aws = await local();
  try {
    for (let time = 0; time < 5; time += 1) {
      fresh.push((await proxy(aws.port, "up")).ms);
      again.push((await proxy(aws.port, "up")).ms);
      await proxy(aws.port, "down", "--yes");
    }
    const cli = await hasAwsCli();
    const other = cli
      ? await tutorial(aws.url)
      : 13 * (await node([bin, "status", "--local"], { KINESIS_PROXY_LOCAL_PORT: aws.port })).ms;
    const what = cli
      ? "the tutorial's AWS CLI commands"
      : "thirteen starts of this program, as there is no AWS CLI here";
    tell(
      "fresh up",
      ms(Math.min(...fresh)),
      `${times(other / Math.min(...fresh))} faster than ${what}, ${ms(other)}`,
      "at least 5x",
    );
    tell(
      "second up",
      ms(Math.min(...again)),
      `${times(Math.min(...again) / Math.min(...fresh))} of a fresh one`,
      "under 800 ms",
    );
  } finally {
    await aws.stop();
  }
  const { chain, all } = await roundTrips();
  tell("round trips of a fresh up", chain, `one after the other; ${all} in all`, "at most 12");
}
