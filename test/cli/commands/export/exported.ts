import { join } from "node:path";
import { main } from "../../../../src/main.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";

/** What `export` prints for these words. */
export async function exported(...words: readonly string[]): Promise<string> {
  const io = await fakeIo();
  const code = await main(["export", ...words], io);
  if (code !== 0) throw new Error(io.stderr.text);
  return io.stdout.text;
}

/** Everything that the API itself has, and the secrets. */
export const wholeApi = [
  ..."--path /events/{id} --api-key --cors https://a.example --batch-path /batch --batch-from firehose".split(" "),
  ..."--firehose-key fire-secret --get-events --handshake hub.challenge --health /health".split(" "),
  ..."--handshake-token hub.verify_token=shake-secret --accept json image/png --allow-ips 127.0.0.1".split(" "),
  "--schema",
  join(import.meta.dirname, "event.schema.json"),
];

/** Everything that has a resource of its own. */
export const everything = [
  ...wholeApi,
  ..."--region ap-northeast-2 --max-record-size 2048 --on-demand --retention 48 --kms-key alias/aws/kinesis --quota 100/day --throttle 50/20".split(
    " ",
  ),
  ..."--access-log --execution-log error --data-trace --tracing --detailed-metrics --archive --dashboard".split(" "),
  ..."--alarms arn:aws:sns:ap-northeast-2:123456789012:ops".split(" "),
];

/** Ten different proxies; each setting that has a resource is in one of them. */
export const proxies: Readonly<Record<string, readonly string[]>> = {
  "the usual one": [],
  "the whole API": wholeApi,
  "a batch": "--batch-path /batch --batch-from ndjson --newline --archive --archive-compress none".split(" "),
  browsers: [
    ..."--cors https://a.example https://b.example --cors-credentials".split(" "),
    ..."--access-log --execution-log error --detailed-metrics --tracing".split(" "),
  ],
  "a handshake": "--handshake hub.challenge --handshake-token hub.verify_token=shake-secret --dashboard".split(" "),
  bytes:
    "--accept json image/png --newline --envelope x-id --on-demand --retention 48 --kms-key alias/aws/kinesis".split(
      " ",
    ),
  "a deep path":
    "--path /a/{b}/c --health /a/health --partition-key path:b --throttle 50/20 --access-log --alarms".split(" "),
  "a receipt": "--respond receipt --status busy=503 --api-key --quota 100/day".split(" "),
  signatures: "--auth iam --allow-ips 203.0.113.0/24 --alarms --shards 2".split(" "),
  text: "--accept text form --envelope --envelope-include query method --access-log --log-retention 30".split(" "),
};
