import type { Clock } from "../../engine/clock.ts";
import type { Clients } from "../../aws/clients.ts";
import { hostSuffix } from "../../aws/arns.ts";
import { agentOf } from "../../aws/http/outward.ts";
import { post } from "../../aws/http/post.ts";
import { signed } from "../../aws/http/sign.ts";

/** What AWS KMS says of a key. `state` is KMS's own word, such as `Enabled` or `PendingDeletion`; `id` is what calls that take
 * no alias want. */
export type KeyState =
  | { readonly type: "there"; readonly state: string; readonly id: string }
  | { readonly type: "missing" | "denied" | "unknown"; readonly message: string };

/** Asks AWS KMS for the state of a key, by its id, ARN or alias. One call is not worth a client of the SDK that everybody installs. */
export async function keyState(
  ctx: {
    readonly clients: Pick<Clients, "apigateway">;
    readonly config: { readonly region: string; readonly endpoint: string | undefined };
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
  keyId: string,
): Promise<KeyState> {
  const { clients, config, signal } = ctx;
  const url = `${config.endpoint ?? `https://kms.${config.region}.${hostSuffix(clients, config.region)}`}/`;
  const body = JSON.stringify({ KeyId: keyId });
  const asking = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "TrentService.DescribeKey" };
  const headers = await signed(ctx, url, asking, body, { service: "kms" });
  const answer = await post(url, body, { headers, signal, timeout: 10_000, agent: await agentOf(clients, url) });
  const said = parsed(answer.body);
  const { KeyState: state, KeyId } = (said["KeyMetadata"] ?? {}) as {
    readonly KeyState?: unknown;
    readonly KeyId?: unknown;
  };
  if (answer.status === 200 && typeof state === "string") {
    return { type: "there", state, id: typeof KeyId === "string" ? KeyId : keyId };
  }
  const message = String(said["message"] ?? said["Message"] ?? `HTTP ${answer.status}`);
  const code = String(said["__type"] ?? "");
  if (/NotFoundException/.test(code)) return { type: "missing", message };
  return { type: /AccessDenied/.test(code) ? "denied" : "unknown", message };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
