import { Account } from "../../../src/local/account/account.ts";
import type { Scope } from "../../../src/local/account/scope.ts";
import { serviceNamed } from "../../../src/local/services.ts";
import { evaluate, parsePolicy } from "../../../src/local/policy/policy.ts";
import type { PolicyContext } from "../../../src/local/policy/variables.ts";
import { request } from "../kinesis/bench.ts";
import type { Answer } from "../kinesis/bench.ts";

export const root = "arn:aws:iam::111122223333:root";
export const START = Date.UTC(2026, 0, 15, 12);
const kms = serviceNamed("kms")!;

/** A KMS without a server before it, and a clock that only moves by hand. */
export function bench() {
  const clock = { time: START, now: () => clock.time, after: () => {} };
  const account = new Account("111122223333", clock);
  const owner: Scope["caller"] = {
    arn: root,
    userId: "111122223333",
    accessKeyId: "AKIA",
    names: [root, "111122223333"],
    allows: () => true,
  };
  const scope: Scope = { account, region: "eu-west-1", partition: "aws", caller: owner };
  const send = (operation: string, input: unknown, as: Scope) =>
    kms.answer(as, request(operation, input, { "x-amz-target": `TrentService.${operation}` }));
  return {
    clock,
    scope,
    /** A role's session that may do what the statements say. */
    role(name: string, ...statements: readonly object[]): Scope {
      const policy = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
      const verdict = (action: string, resource: string, context: PolicyContext = {}) =>
        evaluate(policy, { action, resource, context });
      const arn = `arn:aws:sts::111122223333:assumed-role/${name}/session`;
      const names = [arn, `arn:aws:iam::111122223333:role/${name}`];
      const rulings = (...asked: Parameters<typeof verdict>) => ({ identity: verdict(...asked) });
      const allows = (...asked: Parameters<typeof verdict>) => verdict(...asked) === "allowed";
      return { ...scope, caller: { arn, userId: "AROA", accessKeyId: "ASIA", names, rulings, allows } };
    },
    /** The answer of an operation that is expected to succeed. */
    async call(operation: string, input: unknown = {}, as: Scope = scope): Promise<Answer> {
      const { status, body } = await send(operation, input, as);
      if (status !== 200) throw new Error(`${operation} answered ${status} ${String(body)}`);
      return body.length === 0 ? undefined : JSON.parse(String(body));
    },
    /** Type and message of a refusal. */
    async refused(operation: string, input: unknown = {}, as: Scope = scope): Promise<string> {
      const { status, body } = await send(operation, input, as);
      if (status === 200) throw new Error(`${operation} answered ${String(body)}`);
      const { __type, message } = JSON.parse(String(body)) as Record<string, string>;
      return message === undefined ? __type! : `${__type}: ${message}`;
    },
    /** The metadata of a new key. */
    async key(input: object = {}): Promise<Answer> {
      return (await this.call("CreateKey", input)).KeyMetadata;
    },
  };
}
