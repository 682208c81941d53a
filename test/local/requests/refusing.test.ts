import { describe, expect, test } from "vitest";
import { refusingOf } from "../../../src/local/requests/refusing.ts";
import { answer, signature, signerOf } from "../execute-api/bench.ts";
import { api, integration, method, mock, stage } from "../execute-api/deployment.ts";
import { recordingBench } from "./recording-bench.ts";

const json = { "Content-Type": "application/json" };
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: "*",
      Action: "execute-api:Invoke",
      Resource: "*",
      Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
    },
  ],
});
const schema = JSON.stringify({ type: "object", required: ["id"] });
const validated = {
  validators: { v: { validateRequestBody: true, validateRequestParameters: true } },
  models: { Event: { contentType: "application/json", schema } },
};
const plan = { id: "p", name: "gold", methodThrottle: {}, quota: { limit: 1, offset: 1, period: "DAY" as const } };

const plain = stage(api({ "/": { POST: method() }, "/events/{id}": { GET: method({ httpMethod: "GET" }) } }));
const keyed = stage(api({ "/": { POST: method({ apiKeyRequired: true }) } }));
const signed = stage(api({ "/": { POST: method({ authorizationType: "AWS_IAM" }) } }));

describe("why a request was refused, at the phase that did it", () => {
  test.each([
    [
      "no such path",
      plain,
      {},
      "/nowhere",
      "route",
      "What is deployed has no POST /nowhere: it has POST /, GET /events/{id}.",
    ],
    [
      "no such method",
      plain,
      { method: "DELETE" },
      "",
      "route",
      "What is deployed has no DELETE /: it has POST /, GET /events/{id}.",
    ],
    [
      "a type without a template",
      plain,
      { headers: { "Content-Type": "text/plain; charset=utf-8" } },
      "",
      "template",
      "The Content-Type is text/plain: POST / takes application/json.",
    ],
    [
      "a coding that nobody knows",
      plain,
      { headers: { ...json, "Content-Encoding": "br" } },
      "",
      "validation",
      "The body cannot be unpacked: its Content-Encoding is br, and API Gateway knows gzip and deflate.",
    ],
    ["no key", keyed, {}, "", "key", "The request has no API key: POST / asks for one in the header x-api-key."],
    [
      "a wrong key",
      keyed,
      { headers: { ...json, "x-api-key": "guess" } },
      "",
      "key",
      "The API key in the header x-api-key is not one that opens this stage: it is unknown, disabled, or of another usage plan.",
    ],
    [
      "no signature",
      signed,
      {},
      "",
      "authorization",
      "The request is not signed: POST / asks for a signature of AWS (Signature Version 4).",
    ],
    [
      "a signature for another service",
      signed,
      { headers: { ...json, Authorization: signature.replace("execute-api", "s3") } },
      "",
      "authorization",
      "The signature was refused: Credential should be scoped to correct service: 'execute-api'.",
    ],
    [
      "an address that the policy does not know",
      stage(api({ "/": { POST: method() } }, { policy })),
      {},
      "",
      "policy",
      "The resource policy of the API KinesisProxy does not let in the address 203.0.113.7.",
    ],
    [
      "a body that does not fit",
      stage(
        api(
          { "/": { POST: method({ requestValidatorId: "v", requestModels: { "application/json": "Event" } }) } },
          validated,
        ),
      ),
      {},
      "",
      "validation",
      'The body does not fit the model (JSON Schema) of POST /: object has missing required properties (["id"]).',
    ],
    [
      "a parameter that is missing",
      stage(
        api(
          {
            "/": {
              POST: method({ requestValidatorId: "v", requestParameters: { "method.request.header.X-Id": true } }),
            },
          },
          validated,
        ),
      ),
      {},
      "",
      "validation",
      "Missing required request parameters: [X-Id], which POST / asks for.",
    ],
    [
      "a role that API Gateway may not assume",
      stage(
        api({
          "/": { POST: method({ integration: integration({ credentials: "arn:aws:iam::123456781234:role/other" }) }) },
        }),
      ),
      {},
      "",
      "integration",
      "API Gateway does not have permission to assume the provided role arn:aws:iam::123456781234:role/other.",
    ],
    [
      "a template that fails",
      stage(
        api({
          "/": {
            POST: method({ integration: integration({ requestTemplates: { "application/json": "#foreach(" } }) }),
          },
        }),
      ),
      {},
      "",
      "template",
      /^Unable to transform/,
    ],
    [
      "a status that the method does not declare",
      stage(api({ "/": { POST: method({ methodResponses: {} }) } })),
      {},
      "",
      "answer",
      "Output mapping refers to an invalid method response: 200.",
    ],
    [
      "an endpoint that is switched off",
      stage(api({ "/": { POST: method() } }, { disableExecuteApiEndpoint: true })),
      {},
      "",
      "front",
      "The API abcde12345 has its own invoke URL switched off (disableExecuteApiEndpoint).",
    ],
    [
      "headers that are too long",
      plain,
      { headers: { ...json, "x-a": "a".repeat(10_240) } },
      "",
      "front",
      "The request line and the headers have more than the 10,240 bytes that API Gateway takes.",
    ],
    [
      "a MOCK that says no",
      stage(
        api({
          "/": {
            POST: method({
              methodResponses: { "403": { responseParameters: {}, responseModels: {} } },
              integration: mock(403, {
                integrationResponses: {
                  "403": {
                    statusCode: "403",
                    responseParameters: {},
                    responseTemplates: { "application/json": '{"message":"Forbidden"}' },
                  },
                },
              }),
            }),
          },
        }),
      ),
      {},
      "",
      "template",
      "POST / answers 403 by itself to such a request: Forbidden.",
    ],
  ] as const)("%s", async (_, served, changes, path, phase, why) => {
    const recorded = await recordingBench(served).record(changes as object, path);
    expect(refusingOf(recorded)).toMatchObject({
      phase,
      why: typeof why === "string" ? why : expect.stringMatching(why),
    });
  });

  test("a stage that is not there", async () => {
    expect(refusingOf(await recordingBench(plain).record({}, "", "prod"))).toEqual({
      phase: "front",
      type: "NO_STAGE",
      why: "The API abcde12345 has no stage prod.",
    });
  });

  test("a quota that is used up, and a rate", async () => {
    const key = { keyId: "k", value: "v", usagePlan: plan };
    const { record } = recordingBench(keyed, { apiKey: () => key });
    const headers = { ...json, "x-api-key": "v" };
    await record({ headers });
    expect(refusingOf(await record({ headers }))).toEqual({
      phase: "throttle",
      type: "QUOTA_EXCEEDED",
      why: "The quota of the API key is used up (1 a day).",
    });
    const slow = stage(keyed.api, { methodSettings: { "*/*": { throttlingRateLimit: 1, throttlingBurstLimit: 0 } } });
    const limited = recordingBench(slow, {
      apiKey: () => ({ ...key, usagePlan: { ...plan, quota: { ...plan.quota, limit: 9 } } }),
    });
    expect(refusingOf(await limited.record({ headers }))?.why).toBe(
      "More requests came than are let through at a time (the stage: 1 a second, 0 at once).",
    );
  });

  test("a signer without permission", async () => {
    const signer = () => signerOf({ arn: "arn:aws:iam::123456781234:user/ana", verdict: () => "none" });
    const { record } = recordingBench(signed, { signer });
    expect(refusingOf(await record({ headers: { ...json, Authorization: signature } }))).toMatchObject({
      phase: "policy",
      why: "No policy of arn:aws:iam::123456781234:user/ana allows it to call this endpoint.",
      about: "arn:aws:iam::123456781234:user/ana",
    });
  });

  test.each([
    [{ __type: "ResourceNotFoundException", message: "Stream orders under account 1 not found." }, 400],
    [{ __type: "com.amazonaws#ResourceNotFoundException", message: "Stream orders under account 1 not found" }, 400],
  ])("Kinesis, even where the endpoint answers 200 all the same: %j", async (said, status) => {
    const { record } = recordingBench(plain, { call: () => answer(status, said) });
    expect(refusingOf(await record())).toEqual({
      phase: "integration",
      type: "ResourceNotFoundException",
      why: "Kinesis refused the call, and the endpoint answered 200 all the same: Stream orders under account 1 not found.",
    });
  });

  test("a fault that was asked for", async () => {
    const recorded = await recordingBench(plain).record();
    const foreign = { status: 0, headers: {}, body: "" };
    expect(refusingOf({ ...recorded, status: 0, foreign, isStruck: true })).toEqual({
      phase: "answer",
      type: "FAULT",
      why: "A fault that was asked for struck this request (--fault): the connection was cut.",
    });
  });

  test("nothing, of a request that is served", async () => {
    expect(refusingOf(await recordingBench(plain).record())).toBeUndefined();
  });
});
