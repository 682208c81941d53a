import type { Command } from "commander";
import { flags, type GlobalOptions } from "../../options.ts";
import type { App } from "../../program.ts";
import type { ServeOptions } from "./serve-local.ts";

export function local(program: Command, app: App): void {
  const command = program
    .command("local")
    .summary("a local AWS, until Ctrl-C")
    .description(
      "Runs a local AWS in the foreground: API Gateway with its invoke URLs, Kinesis Data Streams, IAM and STS, for this tool, the AWS CLI, Terraform and every SDK. It forgets everything when it ends.",
    )
    .option("--port <port>", "port to listen on; 0 for a free one (4566, or KINESIS_PROXY_LOCAL_PORT)")
    .option("--host <address>", "address to listen on (127.0.0.1: this machine only)")
    .addOption(flags.fault());
  command.action(async (options: ServeOptions) => {
    const { announce, interrupted, serveLocal, upCommand } = await import("./serve-local.ts");
    const { chooseReporter } = await import("../../../report/choose.ts");
    const { reportOptions } = await import("../../report-options.ts");
    const report = await chooseReporter(app.io, reportOptions(command.optsWithGlobals<GlobalOptions>()));
    const tell = (text: string): void => report.event({ type: "note", text });
    const { quiet, json } = command.optsWithGlobals<GlobalOptions>();
    await using server = await serveLocal(
      app.io,
      options,
      quiet === true || json === true ? undefined : { tell, of: "all" },
    );
    announce(report, server);
    report.event({ type: "note", text: `In another terminal: ${upCommand(server)}` });
    report.result({ url: server.url }, [server.url]);
    await interrupted(app.io.signal);
    app.exit(130);
  });
}
