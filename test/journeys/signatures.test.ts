import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { deskAt } from "./cli.ts";
import { runHere } from "./in-process.ts";
import { post, recordsOf, world } from "./world.ts";

interface Envelope {
  readonly body: string;
  readonly encoding: string;
  readonly headers: Readonly<Record<string, string | null>>;
}
type Check = (record: Envelope, secret: string, url?: string) => boolean;
type Sender = "GitHub" | "Shopify" | "Stripe" | "Twilio";

const root = join(import.meta.dirname, "../..");
const secret = "It's a Secret to Everybody";
const hmac = (hash: string, text: string | Buffer, key = secret) => createHmac(hash, key).update(text);

const json = "application/json";
const form = "application/x-www-form-urlencoded";

/** Bodies whose bytes a template, a JSON parser or a writer of JSON could change. */
const jsonBodies = [
  '{"a":1}',
  '\n{ "a" : 1.0e5,\t"a":1e400 }\n \n',
  '{"a":1}\r\n',
  '{"it\'s":"서울 😀 \u2028 \\u2028 \\/ \\"","n":12345678901234567890}',
  "not JSON ' \" \\' $context.requestId\r\n",
];
const formBodies = [
  "Body=it%27s+%F0%9F%98%80&AccountSid=AC1&From=%2B14158675310&Empty=",
  "Body=a%0D%0Ab&a=1&B=2\r\n",
  "MediaUrl0=https%3A%2F%2Fa.example%2F%3Fx%3D1&Body=%E2%80%A8+%22+%5C",
];

/** How each sender signs, by its own description, written apart from the checks in the docs. */
const senders: Readonly<
  Record<Sender, { type: string; bodies: readonly string[]; sign: (body: string, url: string) => [string, string] }>
> = {
  GitHub: {
    type: json,
    bodies: jsonBodies,
    sign: (body) => ["X-Hub-Signature-256", `sha256=${hmac("sha256", body).digest("hex")}`],
  },
  Shopify: {
    type: json,
    bodies: jsonBodies,
    sign: (body) => ["X-Shopify-Hmac-Sha256", hmac("sha256", body).digest("base64")],
  },
  Stripe: {
    type: "application/json; charset=utf-8",
    bodies: jsonBodies,
    sign: (body) => [
      "Stripe-Signature",
      `t=1767225600,v1=${"0".repeat(64)},v1=${hmac("sha256", `1767225600.${body}`).digest("hex")},v0=aa`,
    ],
  },
  Twilio: {
    type: form,
    bodies: formBodies,
    sign: (body, url) => {
      const values = Object.fromEntries(new URLSearchParams(body));
      const names = Object.keys(values).sort();
      const text = names.reduce((all, name) => all + name + values[name], url);
      return ["X-Twilio-Signature", hmac("sha1", text).digest("base64")];
    },
  },
};
const names = Object.keys(senders) as Sender[];

let checks: Readonly<Record<`isFrom${Sender}`, Check>>;

/** The only JavaScript of a document, from a heading on. */
function codeIn(file: string, heading: string): string {
  const [, after = ""] = readFileSync(join(root, file), "utf8").split(`\n${heading}\n`);
  return /```js\n([^]*?)```/.exec(after)?.[1] ?? "";
}

async function moduleOf(code: string): Promise<unknown> {
  return import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
}

beforeAll(async () => {
  checks = (await moduleOf(codeIn("docs/signatures.md", "## The checks"))) as typeof checks;
});

describe.each(["text", "base64"])("stored with --envelope-body %s", (form) => {
  test("each sender's bodies are verified, and another body is not", async () => {
    const { local, clients } = await world();
    const desk = await deskAt(local);
    const headers = names.map((name) => senders[name].sign("", "")[0]);
    const flags = ["--accept", "json", "form", "--envelope", ...headers, "--envelope-body", form];
    const { stdout } = await runHere(desk, "up", "--local", "--no-probe", ...flags);
    const url = stdout.trim();
    for (const name of names) {
      const { type, bodies, sign } = senders[name];
      for (const body of bodies) {
        const [header, value] = sign(body, url);
        expect((await post(url, body, { "content-type": type, [header]: value })).status, body).toBe(200);
      }
    }
    const records = (await recordsOf(clients)).map((bytes) => JSON.parse(bytes.toString()) as Envelope);
    const sent = names.flatMap((name) => senders[name].bodies.map((body) => ({ name, body })));
    expect(records).toHaveLength(sent.length);
    for (const [index, { name, body }] of sent.entries()) {
      const record = records[index]!;
      const check = checks[`isFrom${name}`];
      expect({ name, body, verified: check(record, secret, url) }).toEqual({ name, body, verified: true });
      expect(check(record, "another secret", url)).toBe(false);
      expect(check({ ...record, body: `QUFB${record.body}` }, secret, url)).toBe(false);
      expect(check({ ...record, headers: {} }, secret, url)).toBe(false);
    }
  });
});

test("the checks know what the senders' own documents give as an example", async () => {
  const record = (body: string, headers: Envelope["headers"]): Envelope => ({ body, encoding: "text", headers });
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
  const github = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const hello = record("Hello, World!", { "X-Hub-Signature-256": github });
  expect(checks.isFromGitHub(hello, secret)).toBe(true);
  expect(checks.isFromGitHub({ ...hello, body: "Hello, World" }, secret)).toBe(false);
  // https://www.twilio.com/docs/usage/security, and the tests of Twilio's libraries: values that are repeated.
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const twilio = {
    "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212":
      "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234": "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
  };
  for (const [body, signature] of Object.entries(twilio))
    expect(checks.isFromTwilio(record(body, { "X-Twilio-Signature": signature }), "12345", url), body).toBe(true);
});
