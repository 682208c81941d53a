import { describe, expect, test } from "vitest";
import { flagsOf } from "../../src/settings/flags/flags-of.ts";
import { toRemember } from "../../src/settings/resolve-config.ts";
import { typedFlags } from "../../src/settings/flags/typed-flags.ts";
import { envName } from "../../src/settings/flags/names.ts";
import { readSettings, withState } from "../../src/settings/sources.ts";
import { entries, settingNames, type SettingName } from "../../src/settings/table.ts";
import { fromTags, tagsOf } from "../../src/settings/tags.ts";
import { valuesOf } from "../../src/settings/values.ts";

/** Texts for each setting. */
const texts: Readonly<Record<SettingName, readonly string[]>> = {
  name: ["orders"],
  streamName: ["clicks"],
  streamArn: ["arn:aws:kinesis:eu-west-1:111122223333:stream/theirs", "none"],
  roleName: ["writer"],
  roleArn: ["arn:aws:iam::111122223333:role/teams/writer", "none"],
  apiName: ["Clicks"],
  apiId: ["a1b2c3", "none"],
  shards: ["2"],
  onDemand: ["true", "false"],
  retention: ["48"],
  maxRecordSize: ["1024", "10240"],
  kmsKey: ["alias/k"],
  path: ["/", "/events/{id}"],
  apiKey: ["true", "false"],
  quota: ["10000/day", "1/Month", "none"],
  auth: ["iam", "none"],
  schema: ['{"type":"object"}', "none"],
  partitionKey: ["request-id", "header:X-User", "body:$['user id'].x", "constant:a b"],
  batchPath: ["/many", "none"],
  batchFrom: ["records", "batch", "$.data['user events'][0]", "ndjson", "firehose"],
  firehoseKey: ["letmein", "none"],
  getEvents: ["true", "false"],
  handshake: ["hub.challenge", "none"],
  handshakeToken: ["hub.verify_token=a=b c", "none"],
  health: ["/health", "none"],
  accept: ["json text", "any", "application/xml, form"],
  envelope: ["X-A x-a X-B", "true", "false"],
  envelopeBody: ["parsed", "text", "base64"],
  envelopeInclude: ["query,path", "headers method", "none"],
  newline: ["true", "false"],
  cors: ["https://a.example http://localhost:3000", "*", "none"],
  corsHeaders: ["X-A x-a X-B", "none"],
  corsCredentials: ["true", "false"],
  status: ["accepted=204 busy=503", '{"busy":503}', "none"],
  respond: ["empty", "receipt"],
  stage: ["live"],
  accessLog: ["true", "false"],
  accessLogFormat: ['{"id":"$context.requestId"}', "none", "own"],
  logRetention: ["1", "3653"],
  executionLog: ["off", "error", "INFO"],
  dataTrace: ["true", "false"],
  tracing: ["true", "false"],
  detailedMetrics: ["true", "false"],
  archive: ["true", "s3://orders-archive", "s3://orders-archive/raw/web", "none"],
  archiveCompress: ["gzip", "none"],
  archiveBuffer: ["5MB/60s", "128MB/0s"],
  alarms: ["arn:aws:sns:eu-west-1:111122223333:ops arn:aws:sns:eu-west-1:111122223333:lead", "true", "false", "some"],
  alarmSilence: ["5m", "1h", "2d", "none"],
  dashboard: ["true", "false"],
  preset: ["github", "none"],
  throttle: ["100", "0.5/20", "none"],
  allowIps: ["203.0.113.7, 2001:db8::/32", "none"],
};

describe.each(settingNames)("%s", (name) => {
  const given = texts[name].map((text) =>
    readSettings({ flags: { [name]: text }, env: {}, file: {}, cwd: "/nowhere" }),
  );

  test("is given by its variable and by the settings file as by its flag", () => {
    const variable = `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
    for (const settings of given) {
      const { text = "", value } = settings[name] ?? {};
      const none = { flags: {}, env: {}, file: {}, cwd: "/nowhere" };
      expect(readSettings({ ...none, env: { [variable]: text } })[name]?.value).toEqual(value);
      expect(readSettings({ ...none, file: { [name]: text } })[name]?.value).toEqual(value);
    }
  });

  test("is switched off by its variable where its flag has a twin, which is no variable", () => {
    if (entries[name].no === undefined) return;
    const none = { flags: {}, file: {}, cwd: "/nowhere" };
    const variable = envName(name);
    const off = readSettings({ ...none, env: { [variable]: "false" } })[name];
    expect(off?.value).toEqual(readSettings({ ...none, env: {}, flags: { [name]: false } })[name]?.value);
    const twin = variable.replace("KINESIS_PROXY_", "KINESIS_PROXY_NO_");
    expect(() => readSettings({ ...none, env: { [twin]: "1" } })).toThrow(
      `${twin} is not a variable of kinesis-proxy.`,
    );
    expect(() => readSettings({ ...none, env: { [twin]: "" } })).not.toThrow();
  });

  test("is remembered by the state file as the value that it is", () => {
    for (const settings of given) {
      const state = JSON.parse(JSON.stringify(toRemember(settings, {}))) as Record<string, unknown>;
      if (name === "name") expect(state).toEqual({});
      else if (entries[name].shown === undefined)
        expect(withState({}, state)[name]?.value).toEqual(settings[name]?.value);
    }
  });

  test("is kept out of the state file, of hints and of notes where it is a secret", () => {
    const { shown } = entries[name];
    for (const settings of shown === undefined ? [] : given) {
      const { text = "", value } = settings[name] ?? {};
      const remembered = JSON.stringify(toRemember(settings, {}));
      const hint = typedFlags(settings).join(" ");
      if (text === "none") expect(withState({}, JSON.parse(remembered) as object)[name]?.value).toEqual(value);
      else for (const open of [remembered, hint]) expect(open).not.toContain(text.slice(text.indexOf("=") + 1));
    }
  });

  test("is remembered by the tags of the REST API, if at all, as the value that it is", () => {
    // A tag takes no braces, as a format of one's own has them.
    const told = given.filter((settings) => {
      return entries[name].tag !== undefined && !settings.accessLogFormat?.text.includes("{");
    });
    for (const settings of told) {
      const tags = tagsOf(valuesOf(settings));
      const written = Object.values(tags).filter(({ value }) => value !== "");
      const read = fromTags(Object.fromEntries(written.map((tag) => [tag.name, tag.value])));
      expect(withState({}, read)[name]?.value).toEqual(settings[name]?.value);
    }
  });

  test("is one of every proxy or in a group that commands take", () => {
    const all = flagsOf("all").map(([one]) => one);
    expect(all.includes(name)).toBe(name !== "name");
  });
});

test("what is asked this time counts over what is remembered, which need not be right then", () => {
  const asked = readSettings({ flags: { shards: "3" }, env: {}, file: {}, cwd: "/nowhere" });
  expect(withState(asked, { shards: "many", retention: 48 })).toMatchObject({
    shards: { from: "flags", value: 3 },
    retention: { from: "state", value: 48 },
  });
  expect(() => withState({}, { shards: "many" })).toThrow('"shards" in the state file takes a whole number');
});
