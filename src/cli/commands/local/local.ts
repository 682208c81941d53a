import { defineCommand } from "../../command.ts";
import { faultFlag, faultNote, keepFlags } from "./fault-flag.ts";

/** Runs the local AWS. */
export const local = defineCommand({
  name: "local",
  summary: "a local AWS, until Ctrl-C",
  description:
    "Runs a local AWS in the foreground: API Gateway with its invoke URLs, Kinesis Data Streams, Firehose, S3, CloudWatch and its logs, SNS topics, KMS, IAM and STS, for this tool, the AWS CLI, Terraform and every SDK. It forgets everything when it ends, but for what --s3-dir keeps.",
  examples: ["local", "local --s3-dir archive", "local --port 0 --fault slow=100ms"],
  flags: {
    port: { value: "<port>", text: "port to listen on; 0 for a free one (4566, or KINESIS_PROXY_LOCAL_PORT)" },
    host: { value: "<address>", text: "address to listen on (127.0.0.1: this machine only)" },
    ...keepFlags,
    ...faultFlag,
  },
  note: faultNote,
  async run({ io, options }) {
    const { runLocal } = await import("./run-local.ts");
    await runLocal(io, options);
    return 130;
  },
});
