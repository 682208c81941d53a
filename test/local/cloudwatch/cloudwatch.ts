import { startLocal } from "../../../src/local/index.ts";
import type { LocalOptions } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { handClock } from "../hand-clock.ts";

/** A local AWS whose time a test moves, and its clients. */
export async function cloudwatch(options: LocalOptions = {}) {
  // On a whole minute, near the real time: requests are signed with that.
  const clock = handClock(Math.floor(Date.now() / 60_000) * 60_000);
  const told: string[] = [];
  const local = await startLocal({ clock, onNews: (line) => told.push(line), ...options });
  const clients = clientsOf(local);
  const client = await clients.lazily.cloudwatch();
  return { local, clock, told, client, ...clients };
}

/** Of a running local AWS what `cloudwatch` gave. */
export type CloudWatch = Awaited<ReturnType<typeof cloudwatch>>;

/** Asks over another protocol than the SDK's. */
export async function asked(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
  path = "/",
) {
  const Authorization =
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/ap-northeast-2/monitoring/aws4_request, Signature=0";
  const answered = await fetch(url + path, { method: "POST", headers: { Authorization, ...headers }, body });
  return { status: answered.status, headers: answered.headers, bytes: Buffer.from(await answered.arrayBuffer()) };
}
