import { expect, test } from "vitest";
import type { Clock } from "../../src/engine/clock.ts";
import { presets } from "../../src/settings/presets.ts";
import { handClock } from "../local/hand-clock.ts";
import { deskAt } from "./cli.ts";
import { runBy } from "./in-process.ts";
import { senderRequests } from "./sender-requests.ts";
import { post, recordsOf, world } from "./world.ts";

interface Upped {
  readonly url: string;
  readonly preset: { readonly name: string; readonly fields: readonly string[] };
}

interface Envelope {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly query?: unknown;
}

test("each sender's own request comes out right of up --preset, on one local AWS", { timeout: 120_000 }, async () => {
  // One clock for both, so that nobody waits for AWS's rates.
  const time = handClock(Date.now());
  const { local, clients } = await world({ clock: time });
  const clock: Clock = { now: time.now, sleep: async (ms) => time.move(Math.ceil(ms)) };
  const desk = await deskAt(local);
  const run = (...words: readonly string[]) => runBy(clock, desk, ...words, "--local");
  expect(Object.keys(senderRequests).sort()).toEqual(Object.keys(presets).sort());

  for (const [name, requests] of Object.entries(senderRequests)) {
    const { code, stdout, stderr } = await run(
      "up",
      "--name",
      name,
      "--preset",
      name,
      "--path",
      "/in",
      "--no-probe",
      "--json",
    );
    expect([name, code, stderr]).toEqual([name, 0, expect.anything()]);
    const { url, preset } = JSON.parse(stdout) as Upped;
    expect(preset.name).toBe(name);
    const wanted: unknown[] = [];
    for (const { path = "", headers, body, records, kept } of requests) {
      // What is typed at the sender is where it sends to, beside another path too.
      const to = path.startsWith("/") ? url.replace(/\/in$/, path) : `${url}${path}`;
      expect(preset.fields.join("\n")).toContain(to.split("?")[0]);
      expect([name, (await post(to, body, headers)).status]).toEqual([name, 200]);
      const exact = presets[name]?.settings["envelopeBody"] === "text";
      const whole = exact ? body : path === "/batch" ? (JSON.parse(body) as unknown[])[0] : JSON.parse(body);
      wanted.push(...(records ?? [{ body: whole, headers: kept }]));
    }
    const stored = (await recordsOf(clients, name)).map(String);
    const seen = stored.map((one, index) =>
      typeof wanted[index] === "string" ? one : pick(JSON.parse(one) as Envelope),
    );
    expect(seen).toEqual(wanted);
    if (name === "twilio") expect((JSON.parse(stored[0]!) as Envelope).query).toEqual({ tenant: "7" });
  }
  expect((await run("plan", "--name", "github")).stdout).toContain("Nothing to do.");

  // A flag wins over the preset, both are remembered, and another preset takes its place.
  expect((await run("up", "--name", "github", "--preset", "github", "--envelope-body", "base64")).code).toBe(0);
  expect((await run("plan", "--name", "github")).stdout).toContain("Nothing to do.");
  const other = await run("plan", "--name", "github", "--preset", "stripe", "--throttle", "100");
  expect(other).toMatchObject({
    code: 3,
    stdout: expect.stringContaining("it is sent again after 429 (Stripe webhooks)"),
  });
  const told = await run("up", "--name", "github", "--preset", "none");
  expect(told.stderr).not.toContain("What to type");
  expect((await run("plan", "--name", "github")).stdout).toContain("Nothing to do.");
});

/** Body and headers; a header that the request did not have is null in the envelope. */
function pick({ body, headers }: Envelope) {
  return { body, headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null)) };
}
