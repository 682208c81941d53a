import { Account } from "../../../src/local/account/account.ts";
import { kinesisSettings } from "../../../src/local/kinesis/index.ts";
import { serviceNamed } from "../../../src/local/services.ts";
import type { KinesisSettings } from "../../../src/local/kinesis/index.ts";
import type { Scope } from "../../../src/local/account/scope.ts";
import type { WireRequest } from "../../../src/local/http/wire.ts";

// oxlint-disable-next-line no-explicit-any -- answers are compared with what is expected of them
export type Answer = any;

export const START = Date.UTC(2026, 0, 15, 12);

/** Kinesis without a server before it. */
export const kinesis = serviceNamed("kinesis")!;

/** A Kinesis of its own, with a clock that only moves by hand. */
export function bench(settings: Partial<KinesisSettings> = {}) {
  const clock = { time: START, now: () => clock.time, after: () => {} };
  const account = new Account("111122223333", clock);
  Object.assign(account.corner(kinesisSettings, ""), settings);
  const root = caller("arn:aws:iam::111122223333:root", () => true);
  const scope: Scope = { account, region: "eu-west-1", partition: "aws", caller: root };
  const send = (operation: string, input: unknown, as: Scope = scope) => kinesis.answer(as, request(operation, input));
  return {
    clock,
    scope,
    settings: account.corner(kinesisSettings, ""),
    send,
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
      const { __type, message, Message } = JSON.parse(String(body)) as Record<string, string>;
      return `${__type}: ${message ?? Message ?? ""}`;
    },
  };
}

export type Bench = ReturnType<typeof bench>;

/** Somebody who may do what `allows` says. */
export function caller(arn: string, allows: Scope["caller"]["allows"]): Scope["caller"] {
  return { arn, userId: "AIDA", accessKeyId: "AKIA", allows };
}

/** A request as an SDK sends it. */
export function request(operation: string, input: unknown, headers: Record<string, string> = {}): WireRequest {
  return {
    method: "POST",
    path: "/",
    query: "",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `Kinesis_20131202.${operation}`,
      ...headers,
    },
    rawHeaders: [],
    body: Buffer.isBuffer(input) ? input : Buffer.from(JSON.stringify(input)),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  };
}

/** All records of a shard, oldest first. */
export async function drain({ call }: Bench, stream: string, shard: string): Promise<Answer[]> {
  const found: Answer[] = [];
  const start = { StreamName: stream, ShardId: shard, ShardIteratorType: "TRIM_HORIZON" };
  let { ShardIterator } = await call("GetShardIterator", start);
  for (;;) {
    const { Records, NextShardIterator } = await call("GetRecords", { ShardIterator, Limit: 1000 });
    found.push(...Records);
    if (Records.length === 0 || NextShardIterator === undefined) return found;
    ShardIterator = NextShardIterator;
  }
}

export const base64 = (text: string): string => Buffer.from(text).toString("base64");
