import type { Command } from "commander";
import type { App } from "../../program.ts";

interface Options {
  readonly count?: string;
  readonly rate?: string;
  readonly ndjson?: boolean;
  readonly batch?: boolean;
  readonly contentType?: string;
}

export function send(program: Command, app: App): void {
  const command = program
    .command("send")
    .summary("POST an event and see it arrive in the stream")
    .description(
      "POSTs the sample event, a file or standard input to the endpoint, waits until the record is in the stream, and prints its shard, sequence number and how long it took; of many, how many arrived and percentiles. Exit code 1 when one is refused, does not arrive, or arrives altered.",
    )
    .argument("[file]", "what to send: a file, or - for standard input; without it, a sample event")
    .option("--count <count>", "number of times to send (1)")
    .option("--rate <number>", "maximum requests a second, such as 20 or 0.5 (as fast as they are answered)")
    .option("--ndjson", "each line is an event of its own")
    .option("--batch", "each line is a JSON event, and all go in one request to the route of --batch-path")
    .option(
      "--content-type <type>",
      "content type (the first that the endpoint accepts: application/json, unless --accept says otherwise)",
    );
  command.action(async (file: string | undefined, options: Options) => {
    const { contentType: typeOf } = await import("../../../settings/parse.ts");
    const { rateOf, timesOf } = await import("./send-limits.ts");
    const count = timesOf("--count")(options.count ?? "1");
    const rate = options.rate === undefined ? undefined : rateOf("--rate")(options.rate);
    const contentType = options.contentType === undefined ? undefined : typeOf(options.contentType);
    const { bodyOf, lines } = await import("../../event-body.ts");
    const body = await bodyOf(app.io, file);
    const batch = options.batch === true;
    const events = (batch || options.ndjson === true) && file !== undefined ? lines(body, file, batch) : [body];
    await app.run(command, { changes: false }, async (session) => {
      const { sendEvents } = await import("./run-send.ts");
      await sendEvents(session, events, { count, rate, contentType, batch });
    });
  });
}
