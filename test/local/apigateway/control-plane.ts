import { Account } from "../../../src/local/account/account.ts";
import { testInvoke } from "../../../src/local/account/deployed.ts";
import type { TestInvoke } from "../../../src/local/account/deployed.ts";
import { serviceNamed } from "../../../src/local/services.ts";
import type { Caller, Scope } from "../../../src/local/account/scope.ts";
import type { WireResponse } from "../../../src/local/http/wire.ts";

export const accountId = "000000000000";
export const role = `arn:aws:iam::${accountId}:role/writer`;
export const region = "ap-northeast-2";
export const putRecord = `arn:aws:apigateway:${region}:kinesis:action/PutRecord`;

const root: Caller = {
  arn: `arn:aws:iam::${accountId}:root`,
  userId: accountId,
  accessKeyId: "test",
  allows: () => true,
};

/** Trusts API Gateway and may write logs. */
export const loggingRole = `arn:aws:iam::${accountId}:role/logs`;

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly headers: WireResponse["headers"];
  readonly body: Json;
  readonly text: string;
}

/** An API Gateway of its own, whose clock stands still until it is moved. */
export function controlPlane(caller: Caller = root) {
  let now = Date.UTC(2026, 0, 1);
  const account = new Account(accountId, { now: () => now, after: () => undefined });
  const scope: Scope = { account, region, partition: "aws", caller };
  const invoked: TestInvoke[] = [];
  account.corner(testInvoke, "").run = (input) => {
    invoked.push(input);
    return Promise.resolve({ status: 200, headers: { "X-A": ["1", "2"] }, body: "ok", log: "log\n", latency: 3 });
  };
  const service = serviceNamed("apigateway")!;
  const send = (method: string, url: string, body: string | Buffer, as: Caller = caller) => {
    const [path = "", query = ""] = url.split("?");
    const request = { method, path, query, headers: {}, rawHeaders: [], body: Buffer.from(body) };
    return service.answer({ ...scope, caller: as }, { ...request, sourceIp: "127.0.0.1", protocol: "HTTP/1.1" });
  };
  const call = async (method: string, url: string, body?: unknown, as?: Caller): Promise<Answer> => {
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    const { status, headers, body: answered } = await send(method, url, text, as);
    return {
      status,
      headers,
      text: String(answered),
      body: (answered === "" ? {} : JSON.parse(String(answered))) as Json,
    };
  };
  /** Makes the role for logs, which lets `by` have it do `actions`, and tells the account of it. */
  const allowLogs = (actions = "logs:*", by = "apigateway.amazonaws.com") => {
    const iam = serviceNamed("iam")!;
    const ask = (asked: Readonly<Record<string, string>>) =>
      iam.answer(scope, {
        method: "POST",
        path: "/",
        query: "",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        rawHeaders: [],
        body: Buffer.from(new URLSearchParams({ Version: "2010-05-08", ...asked }).toString()),
        sourceIp: "127.0.0.1",
        protocol: "HTTP/1.1",
      });
    const trust = { Effect: "Allow", Principal: { Service: by }, Action: "sts:AssumeRole" };
    void ask({
      Action: "CreateRole",
      RoleName: "logs",
      AssumeRolePolicyDocument: JSON.stringify({ Statement: [trust] }),
    });
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: actions.split(" "), Resource: "*" }],
    });
    void ask({ Action: "PutRolePolicy", RoleName: "logs", PolicyName: "logs", PolicyDocument });
    return patch("/account", { op: "replace", path: "/cloudwatchRoleArn", value: loggingRole });
  };
  const patch = (url: string, ...patchOperations: readonly Json[]) => call("PATCH", url, { patchOperations });
  return { account, scope, service, send, call, patch, allowLogs, invoked, advance: (ms: number) => void (now += ms) };
}

export type ControlPlane = ReturnType<typeof controlPlane>;

/** An API with `POST /` to Kinesis and its default 200 response; returns the paths that tests go on with. */
export async function kinesisApi({ call }: ControlPlane, settings: Json = {}) {
  const { body: created } = await call("POST", "/restapis", { name: "KinesisProxy", ...settings });
  const api = `/restapis/${String(created["id"])}`;
  const method = `${api}/resources/${String(created["rootResourceId"])}/methods/POST`;
  await call("PUT", method, { authorizationType: "NONE" });
  await call("PUT", `${method}/integration`, { type: "AWS", httpMethod: "POST", uri: putRecord, credentials: role });
  await call("PUT", `${method}/integration/responses/200`, {});
  await call("PUT", `${method}/responses/200`, {});
  return { id: String(created["id"]), rootId: String(created["rootResourceId"]), api, method };
}
