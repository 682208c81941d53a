import type { Identity } from "../../src/engine/context.ts";
import type { Config } from "../../src/settings/config.ts";
import type { Consent, Context } from "../../src/steps/context.ts";
import type { Found } from "../../src/engine/step/found.ts";
import { resolveConfig } from "../../src/settings/resolve-config.ts";
import { readSettings } from "../../src/settings/sources.ts";
import { tagsOf } from "../../src/settings/tags.ts";
import { knownNothing } from "../../src/engine/known.ts";
import { fakeClock } from "./fake-clock.ts";
import { memoryState } from "./memory-state.ts";
import { mockedClients } from "./mocked-clients.ts";
import { recordingReporter } from "./recording-reporter.ts";

/** What a proxy named orders is by default. */
export const defaultConfig: Config = resolveConfig(
  readSettings({ flags: { name: "orders" }, env: {}, file: {}, cwd: "/nowhere" }),
  { region: "eu-west-1", endpoint: undefined },
);

export const identity: Identity = {
  accountId: "111122223333",
  partition: "aws",
  arn: "arn:aws:iam::111122223333:user/ana",
};

/** The tag of our proxy, as Kinesis and IAM list tags, and as API Gateway maps them. */
export const ourTags = [{ Key: "kinesis-proxy", Value: "orders" }];
export const ourTag = {
  "kinesis-proxy": "orders",
  "kinesis-proxy-stream": "orders",
  "kinesis-proxy-role": "orders",
  "kinesis-proxy-api": "orders",
  "kinesis-proxy-path": "/",
  "kinesis-proxy-stage": "production",
  "kinesis-proxy-auth": "none",
};

/** The same on a role and a policy, which belong to no region by themselves. */
export const ourRoleTags = [...ourTags, { Key: "kinesis-proxy-region", Value: "eu-west-1" }];

/** A context without a process: mocked clients, time that stands still, a state in memory. */
export function fakeContext(
  config: Partial<Config> = {},
  {
    ids = {},
    known = {},
    signal,
    consent = [],
  }: {
    ids?: Readonly<Record<string, object>>;
    known?: Readonly<Record<string, Found>>;
    signal?: AbortSignal;
    consent?: readonly Consent[];
  } = {},
) {
  const { clients, aws, calls, changes, inputs } = mockedClients();
  const seen = knownNothing();
  for (const [step, found] of Object.entries(known)) seen.set(step, found);
  return {
    config: { ...defaultConfig, tags: tagsOf({ ...defaultConfig, ...config }), ...config },
    identity,
    clients,
    state: memoryState(ids),
    known: seen,
    report: recordingReporter(),
    clock: fakeClock(),
    signal: signal ?? new AbortController().signal,
    consent: new Set(consent),
    aws,
    calls,
    changes,
    inputs,
  } satisfies Context & Record<string, unknown>;
}

export type FakeContext = ReturnType<typeof fakeContext>;
