import { defineCommand } from "../../command.ts";

/** Shows what the mapping template makes of a request. */
export const render = defineCommand({
  name: "render",
  summary: "what the mapping template makes of a request, offline",
  description:
    "Shows the call to Kinesis that API Gateway would make of a request, and the record as it would be stored; calls nothing. A request that would not be stored ends with exit code 1 and what its sender would read. With --aws, API Gateway renders it too (TestInvokeMethod, with a request that Kinesis refuses, so that no record is written; a saved template that does not know that request is not asked), and any difference is shown: exit code 3.",
  examples: ["render event.json", "render --partition-key body:$.id"],
  argument: { usage: "[file]", text: "the body: a file, or - for standard input; without it, the sample event" },
  settings: ["which-stream", "path", "schema", "mapping", "preset"],
  flags: {
    header: { value: "<header...>", text: "headers of the request, such as 'X-Key: 7'" },
    contentType: { value: "<type>", text: "the body's content type (application/json)" },
    url: { value: "<path>", text: "path and query of the request, such as '/events/42?id=7' (the proxy's path)" },
    request: { value: "<method>", text: "POST, GET or HEAD (POST)" },
    aws: { text: "ask API Gateway too, and compare" },
  },
  async run({ io, options, argument, session }) {
    const { renderInput } = await import("./render-input.ts");
    const body = await renderInput(io, argument, options);
    const { renderAws, renderOffline } = await import("./run-render.ts");
    if (options.aws !== true) return (await renderOffline(io, options, body)) ? 0 : 1;
    return session({}, (session) => renderAws(session, body, options));
  },
});
