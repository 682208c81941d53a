import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settingNames, type SettingName } from "../../src/settings/table.ts";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { snapshot } from "./snapshot.ts";
import { world } from "./world.ts";

/** How a setting is switched on for a proxy that has stood without it, and off again. */
interface Switch {
  readonly on: string;
  readonly off: string;
  /** What it needs beside it. */
  readonly beside?: string;
}

/** A setting that names, moves or sizes the proxy: it is tried elsewhere. */
const elsewhere = undefined;

const switches: Readonly<Record<SettingName, Switch | undefined>> = {
  name: elsewhere,
  streamName: elsewhere,
  streamArn: elsewhere,
  roleName: elsewhere,
  roleArn: elsewhere,
  apiName: elsewhere,
  apiId: elsewhere,
  shards: elsewhere,
  onDemand: elsewhere,
  retention: elsewhere,
  kmsKey: elsewhere,
  maxRecordSize: { on: "--max-record-size 2048", off: "--max-record-size 1024" },
  path: elsewhere,
  stage: elsewhere,
  partitionKey: { on: "--partition-key header:X-User", off: "--partition-key request-id" },
  apiKey: { on: "--api-key", off: "--no-api-key" },
  quota: { on: "--quota 10000/day", off: "--no-quota", beside: "--api-key" },
  auth: { on: "--auth iam", off: "--auth none" },
  schema: { on: "--schema schema.json", off: "--no-schema" },
  batchPath: { on: "--batch-path /many", off: "--no-batch-path" },
  batchFrom: { on: "--batch-from $.data.events", off: "--batch-from records", beside: "--batch-path /many" },
  // With --batch-from firehose: senders.test.ts.
  firehoseKey: elsewhere,
  getEvents: { on: "--get-events", off: "--no-get-events" },
  handshake: { on: "--handshake hub.challenge", off: "--no-handshake" },
  handshakeToken: {
    on: "--handshake-token hub.verify_token=abc",
    off: "--no-handshake-token",
    beside: "--handshake hub.challenge",
  },
  health: { on: "--health /health", off: "--no-health" },
  accept: { on: "--accept any", off: "--accept json" },
  envelope: { on: "--envelope X-Hub-Signature-256", off: "--no-envelope" },
  envelopeBody: { on: "--envelope-body base64", off: "--envelope-body parsed", beside: "--envelope" },
  envelopeInclude: {
    on: "--envelope-include query path method headers",
    off: "--no-envelope-include",
    beside: "--envelope",
  },
  newline: { on: "--newline", off: "--no-newline" },
  archive: { on: "--archive", off: "--no-archive" },
  // The archive's tests have the rest of it.
  archiveCompress: elsewhere,
  archiveBuffer: elsewhere,
  cors: { on: "--cors https://shop.example", off: "--no-cors" },
  corsHeaders: { on: "--cors-headers X-Shop", off: "--no-cors-headers", beside: "--cors https://shop.example" },
  corsCredentials: { on: "--cors-credentials", off: "--no-cors-credentials", beside: "--cors https://shop.example" },
  status: { on: "--status accepted=202 busy=503", off: "--no-status" },
  respond: { on: "--respond receipt", off: "--respond empty" },
  throttle: { on: "--throttle 50/100", off: "--no-throttle" },
  accessLog: { on: "--access-log", off: "--no-access-log" },
  // watch.test.ts
  accessLogFormat: elsewhere,
  logRetention: elsewhere,
  executionLog: { on: "--execution-log error", off: "--execution-log off" },
  dataTrace: { on: "--data-trace", off: "--no-data-trace", beside: "--execution-log error" },
  tracing: { on: "--tracing", off: "--no-tracing" },
  detailedMetrics: { on: "--detailed-metrics", off: "--no-detailed-metrics" },
  alarms: { on: "--alarms", off: "--no-alarms" },
  alarmSilence: { on: "--alarm-silence 1h", off: "--no-alarm-silence", beside: "--alarms" },
  dashboard: { on: "--dashboard", off: "--no-dashboard" },
  preset: elsewhere,
  allowIps: { on: "--allow-ips 127.0.0.0/8", off: "--no-allow-ips" },
};

const all = settingNames.flatMap((name) => switches[name] ?? []);
const words = (flags: readonly string[]): readonly string[] => flags.join(" ").split(" ").filter(Boolean);

/** Settings that are of use beside another one only, which the tags remember. */
const tagged = all.flatMap(({ on, beside = "" }) => (beside === "" || beside === "--envelope" ? [] : on));

/** Without what says what was once: tags, a method's declared responses, and the number of a policy's versions. */
function asServed(whole: unknown): unknown {
  const text = JSON.stringify(whole, (name, value: unknown) => {
    if (name === "tags" || name === "methodResponses") return undefined;
    return name === "policies" ? JSON.stringify(value).replace(/,\d+/g, "") : value;
  });
  return JSON.parse(text) as unknown;
}

/** An old proxy, and what there was before it. */
async function old() {
  const { local, clients } = await world();
  const desk = await deskAt(local);
  await desk.file("schema.json", '{"type":"object"}');
  const run = async (command: string, ...flags: readonly string[]) => {
    const ended = await runHere(desk, command, ...flags, "--local");
    expect(ended, `${command} ${flags.join(" ")}`).toMatchObject({ code: 0 });
    return ended;
  };
  const nothing = await snapshot(clients);
  await run("up", "--no-probe");
  return {
    run,
    planned: async (...flags: readonly string[]) => (await runHere(desk, "plan", ...flags, "--local")).code,
    seen: async () => asServed(await snapshot(clients)),
    lose: () => rm(join(desk.folder, ".kinesis-proxy"), { recursive: true }),
    async down() {
      await run("down", "--yes", "--force-stream");
      expect(await snapshot(clients)).toEqual(nothing);
    },
  };
}

test("an old proxy with everything on, and off again, is what it was; down leaves nothing", async () => {
  const { run, seen, down } = await old();
  const before = await seen();
  await run("up", "--no-probe", ...words(all.map(({ on }) => on)));
  expect(await seen()).not.toEqual(before);
  await run("plan");
  await run("up", "--no-probe");
  await run("up", "--no-probe", "--yes", ...words(all.map(({ off }) => off)));
  await run("plan");
  expect(await seen()).toEqual(before);
  await down();
});

test("and so it is with the state file lost each time", async () => {
  const { run, planned, seen, lose, down } = await old();
  const before = await seen();
  const [on, off] = [words(all.map(({ on }) => on)), words(all.map(({ off }) => off))];
  await lose();
  await run("up", "--no-probe", "--yes", ...on);
  await lose();
  await run("plan", ...on);
  // What each of these needs beside it is in the tags.
  for (const alone of ["--log-retention 14", "--archive-compress gzip", ...tagged])
    expect(await planned(...words([alone])), alone).toBe(3);
  await run("up", "--no-probe", "--yes", ...off);
  await lose();
  await run("plan", ...off);
  expect(await seen()).toEqual(before);
  await run("up", "--no-probe", "--yes", ...on);
  await lose();
  await down();
});

test("each by itself, one after the other, leaves the proxy as it was", async () => {
  const { run, seen, down } = await old();
  const before = await seen();
  for (const { on, off, beside = "" } of all) {
    if (beside !== "") await run("up", "--no-probe", "--yes", ...words([beside]));
    const without = await seen();
    await run("up", "--no-probe", ...words([on]));
    expect(await seen(), on).not.toEqual(without);
    await run("plan");
    await run("up", "--no-probe", "--yes", ...words([off]));
    await run("plan");
    expect(await seen(), off).toEqual(without);
    // What it needed goes, too.
    const [needed] = all.filter((one) => beside !== "" && one.on.split(" ")[0] === beside.split(" ")[0]);
    if (needed !== undefined) await run("up", "--no-probe", "--yes", ...words([needed.off]));
  }
  expect(await seen()).toEqual(before);
  await down();
});
