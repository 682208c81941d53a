import { FirehoseClient } from "@aws-sdk/client-firehose";
import { expect, test, vi } from "vitest";
import { lazily } from "../../../src/aws/later/lazily.ts";

const none = (): Promise<never> => Promise.reject(new Error("not asked for"));

test("a client is made when it is first asked for, once, and ended with the others", async () => {
  const client = new FirehoseClient({ region: "eu-west-1" });
  const destroy = vi.spyOn(client, "destroy");
  const firehose = vi.fn(() => Promise.resolve(client));
  const clients = lazily({
    firehose,
    s3: none,
    logs: none,
    sns: none,
    cloudwatch: none,
  });
  expect(firehose).not.toHaveBeenCalled();
  expect(await Promise.all([clients.firehose(), clients.firehose()])).toEqual([client, client]);
  expect(firehose).toHaveBeenCalledTimes(1);
  await expect(clients.s3()).rejects.toThrow("not asked for");
  clients.destroy();
  await vi.waitFor(() => expect(destroy).toHaveBeenCalledTimes(1));
});
