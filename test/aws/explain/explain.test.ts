import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import { ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";
import { createClients } from "../../../src/aws/create-clients.ts";
import { inStep } from "../../../src/engine/run/failed-step.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { blame, explain } from "../../../src/aws/explain/explain.ts";
import type { Clients } from "../../../src/aws/clients.ts";
import { fakeClock } from "../../helpers/fake-clock.ts";
import { fault } from "../../helpers/fault.ts";
import { deadUrl, httpServer } from "../../helpers/http-server.ts";

const asker = { endpoint: undefined, region: "eu-west-1", local: false };
const emulator = { ...asker, endpoint: "http://127.0.0.1:4566" };

const signIn = 'Sign in ("aws sso login"), or choose other credentials with --profile or AWS_PROFILE.';

describe("what is wrong with the credentials", () => {
  test.each([
    [
      fault("CredentialsProviderError", "Could not load credentials from any providers"),
      "There are no AWS credentials.",
    ],
    [
      fault(
        "CredentialsProviderError",
        "Could not resolve credentials using profile: [nope] in configuration/credentials file(s).",
      ),
      "There are no AWS credentials (Could not resolve credentials using profile: [nope] in configuration/credentials file(s)).",
    ],
  ])("%s: there are none", (error, message) => {
    expect(explain(error, asker)).toMatchObject({
      message,
      hint: expect.stringMatching(/AWS_PROFILE.*--profile.*--local/),
      exitCode: 1,
    });
  });

  test.each([
    fault("ExpiredTokenException", "The security token included in the request is expired"),
    fault("ExpiredToken"),
    fault("RequestExpired"),
    fault("TokenProviderError", "Token is expired. To refresh this SSO session run 'aws sso login'"),
    fault("CredentialsProviderError", "The SSO session associated with this profile has expired."),
  ])("%s: they have expired", (error) => {
    expect(explain(error, asker)).toMatchObject({ message: "The AWS credentials have expired.", hint: signIn });
  });

  test.each(["UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "MissingAuthenticationToken"])(
    "%s: AWS does not know them",
    (name) => {
      expect(explain(fault(name), asker)?.message).toBe("AWS does not know these credentials.");
      expect(explain(fault(name), emulator)?.message).toBe(
        "AWS does not know these credentials at http://127.0.0.1:4566.",
      );
    },
  );

  test.each(["SignatureDoesNotMatch", "InvalidSignatureException"])("%s: the secret or the clock is wrong", (name) => {
    expect(explain(fault(name), asker)?.message).toMatch(/secret key is wrong, or this machine's clock is/);
  });
});

describe("what is wrong with the network", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:4566"), { code: "ECONNREFUSED" });

  test.each([
    ["by itself", refused],
    ["one of several addresses, as Node gives it for localhost", new AggregateError([refused])],
    ["as the cause", new Error("failed", { cause: refused })],
  ])("a refused connection, %s", (_, error) => {
    expect(explain(error, emulator)).toMatchObject({
      message: "Nothing answers at http://127.0.0.1:4566.",
      hint: "Check --endpoint-url (or AWS_ENDPOINT_URL).",
    });
  });

  test("a refused connection to our own local AWS says how to start it", () => {
    expect(explain(refused, { ...emulator, local: true })?.hint).toMatch(/kinesis-proxy local.*kinesis-proxy dev/);
  });

  test("a name that does not resolve may be a region spelled wrong", () => {
    const error = Object.assign(new Error("getaddrinfo ENOTFOUND kinesis.eu-wets-1.amazonaws.com"), {
      code: "ENOTFOUND",
    });
    expect(explain(error, { ...asker, region: "eu-wets-1" })).toMatchObject({
      message: "The address of AWS in eu-wets-1 cannot be found.",
      hint: 'Check the network, and that the region "eu-wets-1" is spelled right.',
    });
  });

  test("the host of UpdateStreamMode, which no other call goes to, is named", () => {
    const error = Object.assign(new Error("connect ETIMEDOUT"), { code: "ETIMEDOUT" });
    blame(error, "Kinesis", "UpdateStreamMode");
    expect(explain(error, asker)?.hint).toContain("ACCOUNT-ID.control-kinesis.eu-west-1");
    expect(explain(error, emulator)?.hint).not.toContain("control-kinesis");
  });

  test("a proxy that wants a password is named, with how to give it", () => {
    const error = Object.assign(new SyntaxError("Deserialization error"), { $response: { statusCode: 407 } });
    blame(error, "Kinesis", "ListStreams");
    expect(explain(error, { ...asker, proxy: "proxy:3128" })).toMatchObject({
      message: "The proxy proxy:3128 wants to know who asks (HTTP 407).",
      hint: expect.stringContaining("http://NAME:PASSWORD@HOST:PORT"),
    });
  });

  test.each([Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }), fault("TimeoutError")])(
    "%s: run it again",
    (error) => {
      expect(explain(error, asker)).toMatchObject({
        message: expect.stringContaining("The connection to AWS in eu-west-1 failed"),
        hint: expect.stringContaining("it goes on where it stopped"),
      });
    },
  );
});

describe("what AWS refuses", () => {
  test("a denial names the action that the text names", () => {
    const role = "arn:aws:iam::1:role/orders";
    const text = `User: arn:aws:iam::1:user/ana is not authorized to perform: iam:CreateRole on resource: ${role}`;
    expect(explain(fault("AccessDenied", text), asker)).toMatchObject({
      message: `AWS denies iam:CreateRole: ${text}`,
      hint: `Give arn:aws:iam::1:user/ana the permission iam:CreateRole on ${role}, or use other credentials (--profile).`,
    });
  });

  test("a denial names the step that needs the call", async () => {
    const error = fault("AccessDeniedException", "no");
    blame(error, "API Gateway", "UpdateRestApi");
    const step = { command: "create-api", title: () => "REST API orders" };
    await inStep(step, fakeContext(), () => Promise.reject(error)).catch(() => undefined);
    expect(explain(error, asker)).toMatchObject({
      message: "AWS denies apigateway:PATCH, which create-api (REST API orders) needs: no",
      hint: "Give the caller the permission apigateway:PATCH, or use other credentials (--profile).",
    });
  });

  test("a denial whose text names none names the call", () => {
    const error = fault("AccessDeniedException", "Access Denied");
    blame(error, "API Gateway", "CreateRestApi");
    expect(explain(error, asker)?.hint).toBe(
      "Give the caller the permission apigateway:POST, or use other credentials (--profile).",
    );
  });

  test("what was not let through for two minutes says who is to blame", () => {
    const error = fault("TooManyRequestsException", "Too Many Requests");
    blame(error, "API Gateway", "CreateDeployment");
    expect(explain(error, asker)?.message).toBe("AWS keeps throttling apigateway:CreateDeployment: Too Many Requests");
  });

  test("anything else is said in AWS's words, on one line, with the call in front", () => {
    const error = fault("LimitExceededException", "Too many\n  streams.");
    blame(error, "Kinesis", "CreateStream");
    expect(explain(error, asker)).toMatchObject({
      message: "kinesis:CreateStream failed: Too many streams.",
      hint: "Run it again with --debug to see every call.",
    });
  });

  test("an API that a custom domain name leads to says where to look", () => {
    const said =
      "Deleting RestApi a1 failed. Please remove all base path mappings related to the RestApi in your domains: api.example.com, b.example.com";
    expect(explain(fault("BadRequestException", said), emulator)?.hint).toBe(
      "See them: aws apigateway get-base-path-mappings --domain-name api.example.com --region eu-west-1 --endpoint-url http://127.0.0.1:4566. " +
        'Remove those of this API with "aws apigateway delete-base-path-mapping", and run the same command again.',
    );
  });

  test("an operation that an emulator does not have is named, and what has it", () => {
    const error = fault("InternalFailure", "API for service 'apigateway' not yet implemented", {
      $metadata: { httpStatusCode: 501 },
    });
    blame(error, "API Gateway", "TestInvokeMethod");
    expect(explain(error, emulator)).toMatchObject({
      message: "http://127.0.0.1:4566 does not have apigateway:TestInvokeMethod.",
      hint: expect.stringContaining("kinesis-proxy local"),
    });
  });

  test.each([new TypeError("x is not a function"), "text", undefined])("%s is a bug of ours, not AWS's", (error) => {
    expect(explain(error, asker)).toBeUndefined();
  });
});

describe("as real clients throw it", () => {
  const calls: readonly [string, (clients: Clients) => Promise<unknown>][] = [
    ["kinesis:ListStreams", ({ kinesis }) => kinesis.send(new ListStreamsCommand({}))],
    ["iam:CreateRole", ({ iam }) => iam.send(new CreateRoleCommand({ RoleName: "a", AssumeRolePolicyDocument: "{}" }))],
    ["apigateway:GetRestApis", ({ apigateway }) => apigateway.send(new GetRestApisCommand({}))],
    ["sts:GetCallerIdentity", ({ sts }) => sts.send(new GetCallerIdentityCommand({}))],
  ];

  const getRole: (typeof calls)[number] = [
    "iam:GetRole",
    ({ iam }) => iam.send(new GetRoleCommand({ RoleName: "orders" })),
  ];

  async function explained(endpoint: string, call: (clients: Clients) => Promise<unknown>) {
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const { signal } = new AbortController();
    const clients = createClients({
      region: "eu-west-1",
      endpoint,
      profile: undefined,
      env: {},
      askMfaCode: () => Promise.reject(new Error()),
      credentials,
      clock: fakeClock(),
      signal,
      report: { event: () => undefined },
    });
    const error = await call(clients).catch((thrown: unknown) => thrown);
    return explain(error, { ...asker, endpoint });
  }

  test.each(calls)("%s on a web server that answers with a page", async (name, call) => {
    const headers = { "content-type": "text/html" };
    const server = await httpServer({ status: 404, headers, body: "<html><body>Not Found</body></html>" });
    const told = await explained(server.url, call);
    expect(told?.message).toBe(`${name} got an answer that is not AWS's (HTTP 404).`);
    expect(told?.hint).toMatch(/--endpoint-url/);
  });

  test.each(calls)("%s where nothing listens", async (_, call) => {
    const url = await deadUrl();
    expect((await explained(url, call))?.message).toBe(`Nothing answers at ${url}.`);
  });

  test.each(calls)("%s at an emulator that does not have it", async (name, call) => {
    const headers = { "x-amzn-requestid": "r" };
    const server = await httpServer({ status: 404, headers, body: "<UnknownOperationException/>" });
    const told = await explained(server.url, call);
    expect(told?.message).toBe(`${server.url} does not have ${name}.`);
  });

  test.each([calls[0]!, calls[2]!, getRole])("%s, whose answers are pages with 200, four times", async (name, call) => {
    const server = await httpServer({ status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" });
    const told = await explained(server.url, call);
    expect(told?.message).toBe(`${name} got an answer that is not AWS's (HTTP 200).`);
    expect(server.asked).toHaveLength(4);
  });

  test.each([
    [404, "<ErrorResponse><Error><Code>NoSuchEn"],
    [403, "<ErrorRes"],
    [200, "<GetRoleResponse><GetRoleResult><Role><Arn>a"],
  ])(
    "an answer of IAM with %i that is cut off is asked for again, and is no missing operation",
    async (status, body) => {
      const headers = { "content-type": "text/xml", "x-amzn-requestid": "r" };
      const server = await httpServer({ status, headers, body });
      const told = await explained(server.url, getRole[1]);
      expect(told?.message).toBe(`iam:GetRole got an answer that ends in the middle (HTTP ${status}).`);
      expect(server.asked).toHaveLength(4);
    },
  );

  test("an API Gateway that denies", async () => {
    const headers = { "content-type": "application/json", "x-amzn-errortype": "AccessDeniedException" };
    const server = await httpServer({ status: 403, headers, body: '{"Message":"no"}' });
    expect((await explained(server.url, calls[2]![1]))?.hint).toBe(
      "Give the caller the permission apigateway:GET, or use other credentials (--profile).",
    );
  });
});
