import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { head } from "../../../../../src/cli/commands/export/aws-cli/head.ts";
import { assigned, hasSecret, jsonWord, word } from "../../../../../src/cli/commands/export/aws-cli/shell.ts";
import { reference } from "../../../../../src/cli/commands/export/resources/reference.ts";

const about = { name: "orders", region: "eu-west-1", resources: [], path: "", existing: undefined };
const secret = { name: "FirehoseKey", text: "The key", secret: true };
/** The functions of the script, without a call to AWS. */
const functions = head({ ...about, parameters: [secret] }).split("CALLER=")[0] ?? "";

/** What bash prints for each of these words, with those functions. */
function printed(lines: readonly string[], env: Readonly<Record<string, string>> = {}): readonly string[] {
  const input = `${functions}\n${lines.join("\n")}\n`;
  const options = { input, encoding: "utf8", env: { PATH: process.env["PATH"], FIREHOSE_KEY: "k", ...env } } as const;
  const { stdout, stderr, status } = spawnSync("bash", ["-s"], options);
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.split("\0").slice(0, -1);
}

const hasBash = spawnSync("bash", ["-c", "true"]).status === 0;
const sign = fc.oneof(
  fc.constantFrom(
    "'",
    '"',
    "\\",
    "$",
    "`",
    "!",
    "\n",
    "\r",
    "\t",
    "${",
    "$(",
    "TEXT\n",
    "{{X}}",
    "&",
    "#",
    "ü",
    "🙂",
    " ",
  ),
  fc.string({ unit: "grapheme-ascii" }),
);
const texts = fc.sample(
  fc.array(sign, { maxLength: 12 }).map((parts) => parts.join("")),
  { seed: 7, numRuns: 300 },
);

test.runIf(hasBash)("bash reads each text as it is, whatever is in it: as a word, as lines, and within JSON", () => {
  const kept = new Map<string, string>();
  const keep = (text: string): string => {
    const name = kept.get(text) ?? `TEXT_${kept.size}`;
    kept.set(text, name);
    return name;
  };
  const json = texts.map((text) => jsonWord({ [text]: [text, 7, true] }, keep));
  const lines = [
    ...[...kept].map(([text, variable]) => assigned({ text, variable })),
    ...texts.map((text) => `printf '%s\\0' ${word(text)}`),
    ...[...kept.values()].map((variable) => `printf '%s\\0' "$${variable}"`),
    ...json.map((one) => `printf '%s\\0' ${one}`),
  ];
  const seen = printed(lines);
  expect(seen.slice(0, texts.length)).toEqual(texts);
  expect(seen.slice(texts.length, texts.length + kept.size)).toEqual([...kept.keys()]);
  const values = seen.slice(texts.length + kept.size).map((one) => JSON.parse(one) as unknown);
  expect(values).toEqual(texts.map((text) => ({ [text]: [text, 7, true] })));
});

test.runIf(hasBash)("references are variables, in words, in texts and in JSON", () => {
  const text = `a'"${reference("Role", "Arn")}b ${reference("AWS", "AccountId")}`;
  const lines = [
    "ROLE_ARN=arn:role ACCOUNT=123456789012",
    assigned({ variable: "TEXT_1", text: `#set($a = "${reference("Role", "Arn")}")\n$b` }),
    `printf '%s\\0' ${word(text)} ${word(reference("Role", "Arn"))} ${word(`${reference("Role", "Arn")}_x`)} "$TEXT_1"`,
    `printf '%s\\0' ${jsonWord({ a: `${reference("Role", "Arn")}/*` }, () => "")}`,
  ];
  expect(printed(lines)).toEqual([
    `a'"arn:roleb 123456789012`,
    "arn:role",
    "arn:role_x",
    '#set($a = "arn:role")\n$b',
    '{"a":"arn:role/*"}',
  ]);
});

test.runIf(hasBash)("a secret is percent-encoded as JavaScript would, and no child sees it", () => {
  const value = "a b&%'\"!*()ü🙂~-._/";
  const encoded = encodeURIComponent(value).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const lines = [`printf '%s\\0' "$FIREHOSE_KEY"`, `bash -c 'printf "%s\\0" "\${FIREHOSE_KEY-unset}"'`];
  expect(printed(lines, { FIREHOSE_KEY: value })).toEqual([encoded, "unset"]);
  expect(hasSecret(reference("Parameter", "FirehoseKey"))).toBe(true);
});
