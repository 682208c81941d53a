import { FirehoseClient } from "@aws-sdk/client-firehose";
import { S3Client } from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { lazily } from "../../../src/aws/later/lazily.ts";
import type { Config } from "../../../src/settings/config.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";

const options = { region: "eu-west-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };

/** A context with an archive, whose Firehose and S3 are mocked, and the names of the calls that they were sent. */
export function archiveContext(config: Partial<Config> = {}, more: Parameters<typeof fakeContext>[1] = {}) {
  const plain = fakeContext({ archive: { bucket: "kept", prefix: "" }, ...config }, more);
  const [firehoseClient, s3Client] = [new FirehoseClient(options), new S3Client(options)];
  const [firehose, s3] = [mockClient(firehoseClient), mockClient(s3Client)];
  firehose.onAnyCommand().rejects(fault("UnexpectedCall"));
  s3.onAnyCommand().rejects(fault("UnexpectedCall"));
  const none = (): Promise<never> => Promise.reject(fault("UnexpectedCall"));
  const lazy = lazily({
    firehose: () => Promise.resolve(firehoseClient),
    s3: () => Promise.resolve(s3Client),
    logs: none,
    cloudwatch: none,
    sns: none,
  });
  /** The names of the calls that changed something, in order. */
  const writes = (): readonly string[] =>
    [...firehose.calls(), ...s3.calls()]
      .map(({ args: [command] }) => command.constructor.name.replace(/Command$/, ""))
      .filter((name) => !/^(Get|List|Describe|Head)/.test(name));
  return { ...plain, clients: { ...plain.clients, lazily: lazy }, firehose, s3, writes };
}

export type ArchiveContext = ReturnType<typeof archiveContext>;
