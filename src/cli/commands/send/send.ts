import { defineCommand } from "../../command.ts";

/** POSTs events and waits for their records. */
export const send = defineCommand({
  name: "send",
  summary: "POST an event and see it arrive in the stream",
  description:
    "POSTs the sample event, a file or standard input to the endpoint, waits until the record is in the stream, and prints its shard, sequence number and how long it took; of many, how many arrived and percentiles. Exit code 1 when one is refused, does not arrive, or arrives altered.",
  examples: ["send", "send event.json --count 100 --rate 20", "send events.ndjson --ndjson"],
  argument: { usage: "[file]", text: "what to send: a file, or - for standard input; without it, a sample event" },
  flags: {
    count: { value: "<count>", text: "number of times to send (1)" },
    rate: {
      value: "<number>",
      text: "maximum requests per second, such as 20 or 0.5 (as fast as they are answered)",
    },
    ndjson: { text: "each line is an event of its own" },
    batch: { text: "each line is a JSON event, and all go in one request to the route of --batch-path" },
    contentType: {
      value: "<type>",
      text: "content type (the first that the endpoint accepts: application/json, unless --accept says otherwise)",
    },
  },
  async run({ io, options, argument: file, session }) {
    const { sendOptions } = await import("./send-options.ts");
    const how = sendOptions(options);
    const { bodyOf } = await import("../../body-of.ts");
    const body = await bodyOf(io, file);
    const { eventLines } = await import("./event-lines.ts");
    const inLines = (how.batch || options.ndjson === true) && file !== undefined;
    const events = inLines ? eventLines(body, file, how.batch) : [body];
    return session({}, async (session) => {
      const { runSend } = await import("./run-send.ts");
      await runSend(session, events, how);
    });
  },
});
