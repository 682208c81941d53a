import type { Command } from "commander";
import type { App } from "../program.ts";

export function send(program: Command, app: App): void {
  const command = program
    .command("send")
    .summary("POST an event and see it arrive in the stream")
    .description(
      "POSTs the sample event, a file or standard input to the endpoint, waits until the record is in the stream, and prints its shard, sequence number and how long it took. Exit code 1 when it does not arrive.",
    )
    .argument("[file]", "what to send: a file, or - for standard input (a sample event)");
  command.action((file: string | undefined) =>
    app.run(command, { changes: false }, async (session) => {
      const { bodyOf, sendEvent } = await import("../send-event.ts");
      await sendEvent(session, await bodyOf(session.io, file));
    }),
  );
}
