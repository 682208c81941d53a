import type { Command } from "commander";
import { flags, withFlags } from "../../options.ts";
import type { App } from "../../program.ts";
import type { RenderOptions } from "./rendered-request.ts";

interface Options extends RenderOptions {
  readonly aws?: boolean;
  /** true without names of headers, false with --no-envelope. */
  readonly envelope?: readonly string[] | boolean;
}

export function render(program: Command, app: App): void {
  const command = program
    .command("render")
    .summary("what the mapping template makes of a request, offline")
    .description(
      "Shows the call to Kinesis that API Gateway would make of a request, and the record as it would be stored; calls nothing. A request that would not be stored ends with exit code 1 and what its sender would read. With --aws, API Gateway renders it too (TestInvokeMethod, with a request that Kinesis refuses, so that no record is written; a saved template that does not know that request is not asked), and any difference is shown: exit code 3.",
    )
    .argument("[file]", "the body: a file, or - for standard input; without it, the sample event");
  withFlags(command, flags.streamName(), flags.path(), flags.schema(), flags.mapping())
    .option("--header <header...>", "headers of the request, such as 'X-Key: 7'")
    .option("--content-type <type>", "the body's content type (application/json)")
    .option("--url <path>", "path and query of the request, such as '/events/42?id=7' (the proxy's path)")
    .option("--aws", "ask API Gateway too, and compare")
    .action(async (file: string | undefined, options: Options) => {
      const { bodyOf, refuseFile } = await import("../../event-body.ts");
      const { renderAws, renderOffline } = await import("./run-render.ts");
      const { envelope, contentType } = options;
      if (Array.isArray(envelope)) await refuseFile(app.io, envelope);
      if (contentType !== undefined) (await import("../../../settings/parse.ts")).contentType(contentType);
      const body = await bodyOf(app.io, file);
      if (options.aws !== true) {
        if (!(await renderOffline(app.io, command.optsWithGlobals(), body, options))) app.exit(1);
        return;
      }
      await app.run(command, { changes: false }, async (session) => {
        const code = await renderAws(session, body, options);
        if (code !== 0) app.exit(code);
      });
    });
}
