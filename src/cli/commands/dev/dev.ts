import type { Command } from "commander";
import type { Reporter } from "../../../engine/events.ts";
import { flags, withFlags } from "../../options.ts";
import type { App } from "../../program.ts";
import type { ServeOptions } from "../local/serve-local.ts";

export function dev(program: Command, app: App): void {
  const command = program
    .command("dev")
    .summary("a local AWS, an endpoint on it, and its records as they arrive")
    .description(
      "Starts the local AWS, brings the proxy up on it, prints the URL and a curl line to paste, follows the stream, and shows what the endpoint refuses. Ctrl-C ends all of it.",
    );
  withFlags(
    command,
    flags.stream(),
    flags.path(),
    flags.method(),
    flags.schema(),
    flags.mapping(),
    flags.respond(),
    flags.stage(),
  )
    .option("--port <port>", "port of the local AWS; 0 for a free one (4566, or KINESIS_PROXY_LOCAL_PORT)")
    .addOption(flags.fault())
    .action(async (options: ServeOptions) => {
      const { serveLocal } = await import("../local/serve-local.ts");
      const { develop } = await import("./run-dev.ts");
      let report: Reporter | undefined;
      const tell = (text: string): void => report?.event({ type: "note", text });
      const [serving, served] = signalled();
      // What goes wrong is for those who call the endpoint: it has to be there first.
      await using server = await serveLocal(app.io, options, { tell, of: "refused" }, serving);
      const on = { local: true, localPort: server.port, yes: true };
      const run = <T>(changes: boolean, work: Parameters<typeof app.run<T>>[2]): Promise<T | undefined> =>
        app.run(command, { changes, again: !changes, options: on }, (session) => {
          report = session.report;
          return work(session);
        });
      const { untilInterrupted } = await import("../../until-interrupted.ts");
      await untilInterrupted(app, () => develop(run, server.url, served));
    });
}

/** A promise, and what resolves it. */
function signalled(): readonly [Promise<void>, () => void] {
  let resolve = (): void => undefined;
  return [new Promise<void>((done) => (resolve = done)), () => resolve()];
}
