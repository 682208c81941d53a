import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { createClients } from "../../../src/aws/create-clients.ts";
import { whoAmI } from "../../../src/aws/credentials/who-am-i.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { httpServer, type Reply } from "../../helpers/http-server.ts";

/** Who the caller is at a server that gives this reply. */
async function askedAt(reply: Reply) {
  const { url: endpoint } = await httpServer(reply);
  const clients = createClients({
    region: "eu-west-1",
    endpoint,
    profile: undefined,
    env: {},
    askMfaCode: () => Promise.reject(new Error()),
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    clock: fakeClock(),
    signal: new AbortController().signal,
    report: { event: () => undefined },
  });
  return whoAmI(clients, { endpoint });
}

const headers = { "x-amzn-requestid": "b7d6a3c2-0000-4000-8000-000000000000" };
const denial = "<Message>Unable to determine service/operation name to be authorized</Message>";

test.each<[string, Reply]>([
  ["does not know the operation", { status: 404, headers, body: "<UnknownOperationException/>\n" }],
  [
    "cannot tell what was asked",
    { status: 403, headers, body: `<AccessDeniedException>${denial}</AccessDeniedException>` },
  ],
  [
    "says 501",
    { status: 501, headers, body: "<ErrorResponse><Error><Code>InternalFailure</Code></Error></ErrorResponse>" },
  ],
])("an emulator of Kinesis alone, which %s, has an account of zeroes", async (_, reply) => {
  expect(await askedAt(reply)).toEqual({
    accountId: "000000000000",
    partition: "aws",
    arn: "arn:aws:iam::000000000000:root",
  });
});

test.each<[string, Reply]>([
  ["a web site", { status: 404, headers: { "content-type": "text/html" }, body: "<html></html>" }],
  ["a web site that answers 200", { status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" }],
  [
    "an emulator that checks credentials",
    {
      status: 403,
      headers,
      body: "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>no</Message></Error></ErrorResponse>",
    },
  ],
])("%s is no such emulator", async (_, reply) => {
  await expect(askedAt(reply)).rejects.toThrow();
});

test("AWS itself always knows", async () => {
  const { aws, clients } = fakeContext();
  const error = fault("UnknownOperationException", "no", { $metadata: { requestId: "r" } });
  aws.sts.on(GetCallerIdentityCommand).rejects(error);
  await expect(whoAmI(clients, { endpoint: undefined })).rejects.toBe(error);
});
