import type { Account } from "../account/account.ts";
import { apigatewaySettings } from "../apigateway/index.ts";
import { cloudwatchSettings } from "../cloudwatch/index.ts";
import { Fault } from "../fault.ts";
import { firehoseSettings } from "../firehose/index.ts";
import { iamCorner } from "../iam/index.ts";
import { kinesisSettings, publishFailure } from "../kinesis/index.ts";
import type { WireRequest, WireResponse } from "../http/wire.ts";
import type { Called } from "./called.ts";
import { killClient } from "./client-process.ts";
import type { Rule } from "./rule.ts";

/** Closes the connection instead of answering: 0 is not an HTTP status. */
const cutOff: WireResponse = { status: 0, headers: {}, body: "" };

type CallRule = Extract<Rule, { type: "call" }>;

/** Sees every call, and may fail or delay it. */
export type Injector = (
  request: WireRequest,
  called: Called,
  perform: () => Promise<WireResponse>,
) => Promise<WireResponse>;

/** Applies the rules for the account, and returns what applies those for calls; undefined when there are none. `tell` is called
 * with each fault as it strikes. */
export function faultInjector(
  rules: readonly Rule[],
  account: Account,
  tell: (text: string) => void,
): Injector | undefined {
  for (const rule of rules) if (rule.type === "account") behave(account, rule);
  const left = rules.filter((rule) => rule.type === "call").map((rule) => ({ rule, times: rule.times }));
  if (left.length === 0) return undefined;
  let [calls, random] = [0, 1];
  /** Not random, so that a run can be repeated. */
  const chance = (percent: number): boolean => {
    random = (random * 48_271) % 2_147_483_647;
    return random % 100 < percent;
  };
  return async (request, called, perform) => {
    const counts = called.service !== "execute-api" && called.by === undefined;
    if (counts) calls += 1;
    const number = calls;
    const fits = left.filter(({ rule, times }) => times > 0 && isFor(rule, called, number) && chance(rule.percent));
    for (const one of fits) {
      one.times -= 1;
      const who = called.by === undefined ? `#${number}` : `called by ${called.by}`;
      tell(`fault: ${one.rule.text} at ${called.service} ${called.operation} (${who})`);
    }
    const kinds = fits.map(({ rule }) => rule);
    return strike(kinds, { request, called, perform, account });
  };
}

function isFor({ kind, where }: CallRule, { service, operation, by }: Called, number: number): boolean {
  // The caller is this process.
  if (by !== undefined && (kind === "die-before" || kind === "die-after")) return false;
  switch (where.type) {
    case "all":
      return service !== "execute-api";
    case "call":
      return service !== "execute-api" && by === undefined && where.number === number;
    case "name":
      return where.name === service || where.name === operation;
  }
}

interface Strike {
  readonly request: WireRequest;
  readonly called: Called;
  readonly perform: () => Promise<WireResponse>;
  readonly account: Account;
}

async function strike(
  rules: readonly CallRule[],
  { request, called, perform, account }: Strike,
): Promise<WireResponse> {
  const slow = rules.reduce((sum, rule) => sum + rule.ms, 0);
  if (slow > 0) await new Promise<void>((resolve) => account.clock.after(slow, resolve));
  const kind = rules.find((rule) => rule.kind !== "slow")?.kind;
  const { region, service, operation } = called;
  if (service === "kinesis" && region !== undefined && (kind === "throttle" || kind === "error")) {
    publishFailure({ account, region }, operation, request.body, kind === "throttle");
  }
  const die = (): WireResponse => {
    killClient(request.clientPort ?? 0, request.serverPort ?? 0);
    return cutOff;
  };
  switch (kind) {
    case undefined:
    case "slow":
      return perform();
    case "throttle":
      return called.errors.throttled(called.operation, request);
    case "error":
      return called.errors.broken(request);
    case "deny":
      return called.errors.denied(called.operation, request);
    case "cut":
      return cutOff;
    case "timeout":
      return new Promise(() => undefined);
    case "lost":
      await perform();
      return cutOff;
    case "die-before":
      return die();
    case "die-after":
      await perform();
      return die();
  }
}

function behave(account: Account, { kind, value }: Extract<Rule, { type: "account" }>): void {
  const kinesis = account.corner(kinesisSettings, "");
  const firehose = account.corner(firehoseSettings, "");
  switch (kind) {
    case "iam-lag":
      account.corner(iamCorner, "").settings.lagMs = value;
      return;
    case "list-lag":
      apigatewaySettings(account).listLagMs = value;
      return;
    case "stream-create":
      kinesis.createMs = value;
      firehose.createMs = value;
      return;
    case "stream-update":
      kinesis.updateMs = value;
      return;
    case "stream-delete":
      kinesis.deleteMs = value;
      firehose.deleteMs = value;
      return;
    case "rates":
      kinesis.enforceRates = true;
      apigatewaySettings(account).enforceRates = true;
      account.corner(cloudwatchSettings, "").enforceRates = true;
      return;
    case "partial": {
      let records = 0;
      // Evenly spread over the records.
      kinesis.entryRefusal = () => {
        records += value;
        if (records < 100) return undefined;
        records -= 100;
        return new Fault("ProvisionedThroughputExceededException", "Rate exceeded for shard.");
      };
    }
  }
}
