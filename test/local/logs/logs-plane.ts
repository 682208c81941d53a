import { Account } from "../../../src/local/account/account.ts";
import type { Caller, Scope } from "../../../src/local/account/scope.ts";
import { logsStore } from "../../../src/local/logs/index.ts";
import { serviceNamed } from "../../../src/local/services.ts";
import { handClock } from "../hand-clock.ts";

export const groupArn = (name: string) => `arn:aws:logs:ap-northeast-2:000000000000:log-group:${name}`;

const root: Caller = {
  arn: "arn:aws:iam::000000000000:root",
  userId: "000000000000",
  accessKeyId: "test",
  allows: () => true,
};

/** A CloudWatch Logs of its own, spoken to in JSON, whose clock stands still until it is moved. */
export function logsPlane(caller: Caller = root) {
  const clock = handClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  const account = new Account("000000000000", clock);
  const scope: Scope = { account, region: "ap-northeast-2", partition: "aws", caller };
  const call = async (operation: string, input: object = {}) => {
    const { status, body } = await serviceNamed("logs")!.answer(scope, {
      method: "POST",
      path: "/",
      query: "",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Logs_20140328.${operation}` },
      rawHeaders: [],
      body: Buffer.from(JSON.stringify(input)),
      sourceIp: "127.0.0.1",
      protocol: "HTTP/1.1",
    });
    // oxlint-disable-next-line no-explicit-any -- what AWS answers is looked at as it comes
    return { status, body: JSON.parse(String(body)) as any };
  };
  /** What the operation is refused with. */
  const refusal = async (operation: string, input: object = {}) => {
    const { status, body } = await call(operation, input);
    return `${status} ${body.__type}: ${body.message}`;
  };
  /** Makes the group `g` with a stream of events, a second apart, the last of them now. */
  const write = async (stream: string, ...messages: readonly string[]) => {
    await call("CreateLogGroup", { logGroupName: "g" });
    await call("CreateLogStream", { logGroupName: "g", logStreamName: stream });
    const start = clock.now() - (messages.length - 1) * 1000;
    const logEvents = messages.map((message, at) => ({ timestamp: start + at * 1000, message }));
    return call("PutLogEvents", { logGroupName: "g", logStreamName: stream, logEvents });
  };
  const store = logsStore(account, "ap-northeast-2");
  return { account, clock, store, call, refusal, write };
}
