import { Account } from "../../../src/local/account/account.ts";
import type { Scope } from "../../../src/local/account/scope.ts";
import { serviceNamed } from "../../../src/local/services.ts";
import { handClock } from "../hand-clock.ts";

/** CloudWatch without a server before it, called over AWS JSON. */
export function direct() {
  const clock = handClock();
  const account = new Account("111122223333", clock);
  const root = { arn: "arn:aws:iam::111122223333:root", userId: "AIDA", accessKeyId: "AKIA", allows: () => true };
  const scope: Scope = { account, region: "eu-west-1", partition: "aws", caller: root };
  const send = async (operation: string, input: unknown) => {
    const answer = await serviceNamed("monitoring")!.answer(scope, {
      method: "POST",
      path: "/",
      query: "",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `GraniteServiceVersion20100801.${operation}`,
      },
      rawHeaders: [],
      body: Buffer.from(JSON.stringify(input)),
      sourceIp: "127.0.0.1",
      protocol: "HTTP/1.1",
    });
    const text = answer.body.toString();
    // oxlint-disable-next-line no-explicit-any -- answers are compared with what is expected of them
    return { status: answer.status, headers: answer.headers, json: (text === "" ? {} : JSON.parse(text)) as any };
  };
  return {
    clock,
    scope,
    /** The answer of an operation that is expected to succeed. */
    async call(operation: string, input: unknown) {
      const { status, json } = await send(operation, input);
      if (status !== 200) throw new Error(`${operation} answered ${status} ${JSON.stringify(json)}`);
      return json;
    },
    /** Code in the Query protocol, and message, of a refusal. */
    async refused(operation: string, input: unknown): Promise<string> {
      const { headers, json } = await send(operation, input);
      return `${String(headers["x-amzn-query-error"])} ${json.message}`;
    },
  };
}
