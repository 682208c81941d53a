import { GetApiKeysCommand } from "@aws-sdk/client-api-gateway";
import type { Local } from "../../../../src/local/index.ts";
import { main } from "../../../../src/main.ts";
import { fakeClock } from "../../../helpers/fake-clock.ts";
import { fakeIo } from "../../../helpers/fake-io.ts";
import { clientsOf } from "../../../local/clients.ts";

/** What a command prints as JSON; its exit code may be 3. */
async function printed(local: Local, command: readonly string[], words: readonly string[]) {
  const io = await fakeIo({ env: { KINESIS_PROXY_LOCAL_PORT: String(local.port) } });
  const code = await main([...command, "--local", "--json", ...words], io, { clock: fakeClock() });
  if (code !== 0 && code !== 3) throw new Error(io.stderr.text + io.stdout.text);
  return JSON.parse(io.stdout.text) as { steps: Record<string, { outcome: string; id?: string }> };
}

/** Makes the proxy by `up`, and gives the id of its API. */
export async function made(local: Local, words: readonly string[]): Promise<string> {
  const { steps } = await printed(local, ["up", "--no-probe", "--yes"], words);
  return steps["api"]?.id ?? "";
}

/** What `up` would do with each part of the proxy, by the names of its steps. */
export async function outcomesOf(local: Local, words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { steps } = await printed(local, ["plan"], words);
  return Object.fromEntries(Object.entries(steps).map(([name, { outcome }]) => [name, outcome]));
}

/** What callers read at a path of a deployed API, without a key and with each one: status, body and the header of browsers. */
export async function answersOf(local: Local, restApiId: string, path: string, { keys = true } = {}) {
  const url = `${local.url}/_aws/execute-api/${restApiId}/production${path}`;
  const { items = [] } = keys
    ? await clientsOf(local).apigateway.send(new GetApiKeysCommand({ includeValues: true }))
    : {};
  const headers = { "content-type": "application/json", origin: "https://a.example" };
  const post = (body: string, key?: string) =>
    fetch(url, { method: "POST", body, headers: key === undefined ? headers : { ...headers, "x-api-key": key } });
  const all = await Promise.all([
    ...['{"id":"1"}', "not json", '{"other":1}'].flatMap((body) => [
      post(body),
      ...items.map(({ value }) => post(body, value)),
    ]),
    fetch(`${url}?hub.challenge=7&hub.verify_token=shake-secret`),
    fetch(url, { method: "OPTIONS" }),
  ]);
  const untimed = (text: string): string => text.replace(/"timestamp":\d+/, "").replace(/[0-9]{56}/, "");
  const seen = all.map(async (one) => [
    one.status,
    untimed(await one.text()),
    one.headers.get("access-control-allow-origin"),
  ]);
  return new Set((await Promise.all(seen)).map((one) => JSON.stringify(one)));
}
