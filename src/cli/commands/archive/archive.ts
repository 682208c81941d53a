import { need } from "../../../engine/need.ts";
import { defineCommand } from "../../command.ts";

/** Runs the steps of `archive`. */
export const archive = defineCommand({
  name: "archive",
  summary: "every record of the stream into S3, by Firehose",
  description:
    "Makes what keeps every record in S3: a bucket (one that is there is used and never changed), the role that Firehose assumes, and a delivery stream that reads the stream from now on. Waits until it is ACTIVE, and prints where the objects will be.",
  examples: ["archive --archive s3://my-bucket/raw", "archive --archive-buffer 64MB/300s"],
  settings: ["which-stream", "archive"],
  does: "steps",
  run: ({ session }) =>
    session({ settingsFrom: asked }, async (session, steps) => {
      const { runSteps } = await import("../../change/run-steps.ts");
      const { archive, stream } = await import("../../../steps/index.ts");
      const { locate } = await import("../../../engine/run/up.ts");
      const { adviseOnArchive } = await import("../../endpoint/archive-advice.ts");
      // Before the bucket and the role are made.
      await locate([stream], session);
      need(session, stream);
      const results = await runSteps(session, steps, archive, ({ location }) => location);
      adviseOnArchive(session, results);
    }),
});

/** Who runs this command wants an archive, wherever it is. */
function asked({ config }: { readonly config: { readonly archive: unknown } }) {
  return Promise.resolve(config.archive === undefined ? { archive: true } : {});
}
