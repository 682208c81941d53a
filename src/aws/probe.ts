import type { Context } from "../core/context.ts";
import { poll } from "../core/poll.ts";
import { instead } from "./instead.ts";
import { post, type Answer } from "./post.ts";
import { testInvoke } from "./test-invoke.ts";

/** What is asked: an endpoint, with a content type for which it asks Kinesis for what that checks and then refuses. */
export interface Probe {
  readonly url: string;
  readonly contentType: string;
  /** The message by which the endpoint says that Kinesis has refused: this is what success looks like. */
  readonly refused: string;
  readonly restApiId: string;
  readonly resourceId: string;
}

export type Verdict =
  /** A request went through API Gateway, the role and Kinesis. `refusedHere`: but this machine, or a caller without a key or a signature, is refused. */
  | { readonly type: "serving"; readonly refusedHere: boolean }
  /** The emulator took the probe for a record. */
  | { readonly type: "stored" }
  /** `foreign`: something answers there, but no API Gateway. */
  | {
      readonly type: "not serving";
      readonly status: number | undefined;
      readonly detail: string;
      readonly foreign?: boolean;
      /** It bears the id that API Gateway gives each request. */
      readonly gateway?: boolean;
    };

/** How long a fresh role or deployment may take, in milliseconds. */
const patience = 120_000;
/** What answers as API Gateway does may know such lags though it is an emulator; what does not, and cannot serve at once, cannot
 * serve. */
const emulatorPatience = { gateway: 45_000, other: 3_000 } as const;

/** Asks until a request really goes through, and says what is waited for. */
export async function untilServing(probe: Probe, ctx: Context): Promise<Verdict> {
  const { clock, signal, config } = ctx;
  let last: Verdict = { type: "not serving", status: undefined, detail: "no answer" };
  const [start, emulated] = [clock.now(), config.endpoint !== undefined];
  const hopeless = ({ foreign, gateway }: Verdict & { type: "not serving" }): boolean =>
    emulated && (foreign === true || (gateway !== true && clock.now() - start >= emulatorPatience.other));
  const look = async (): Promise<Verdict | undefined> => {
    last = await ask(probe, ctx);
    // AWS may put a page of its own in front of what is new; an emulator has nothing else there.
    return last.type === "not serving" && !hopeless(last) ? undefined : last;
  };
  const waiting = (): void => {
    if (last.type === "not serving") ctx.report.event({ type: "wait", text: reason(last) });
  };
  const timeout = emulated ? emulatorPatience.gateway : patience;
  return (await poll(look, { clock, signal, first: 1_000, most: 5_000, timeout, waiting })) ?? last;
}

/** One look at the endpoint. */
export async function ask(probe: Probe, ctx: Context): Promise<Verdict> {
  const answer = await knock(probe, ctx);
  if (typeof answer === "string") return { type: "not serving", status: undefined, detail: answer };
  const { status } = answer;
  if (message(answer.body) === probe.refused) return { type: "serving", refusedHere: false };
  if (status >= 200 && status < 300) return { type: "stored" };
  const type = String(answer.headers["x-amzn-errortype"] ?? "").split(":")[0];
  if (status === 403 && expected(ctx).includes(type ?? "")) return inside(probe, ctx);
  const gateway = answer.headers["x-amz-apigw-id"] !== undefined;
  return { type: "not serving", status, detail: message(answer.body), foreign: isForeign(answer), gateway };
}

/** API Gateway says in JSON what it cannot do, and refuses what it does not know with 403. */
function isForeign({ status, body }: Answer): boolean {
  return [404, 405, 501].includes(status) || (body !== "" && parsed(body) === undefined);
}

async function knock({ url, contentType }: Probe, ctx: Context) {
  try {
    const headers = { "content-type": contentType };
    return await post(url, "{}", { headers, signal: ctx.signal, timeout: 31_000 });
  } catch (error) {
    ctx.signal.throwIfAborted();
    return (error as { code?: string }).code ?? String(error);
  }
}

/** The refusals of API Gateway that say "this caller may not", and not "not there yet". */
function expected({ config, known }: Context): readonly string[] {
  const types = ["AccessDeniedException"];
  if (config.apiKey === true || known.get("method")?.apiKeyRequired === true) types.push("ForbiddenException");
  if (config.authorization === "AWS_IAM") types.push("MissingAuthenticationTokenException");
  return types;
}

/** The same question from inside, past policy, key and signature. */
async function inside({ contentType, refused, restApiId, resourceId }: Probe, ctx: Context): Promise<Verdict> {
  const headers = { "Content-Type": contentType };
  const { status, body } = await instead(
    ctx,
    () => testInvoke(ctx, { restApiId, resourceId }, { path: "/", headers, body: "{}" }),
    () => ({ status: 403, body: '{"message":"to this caller, and does not have TestInvokeMethod"}' }),
  );
  if (message(body) === refused) return { type: "serving", refusedHere: true };
  if (status >= 200 && status < 300) return { type: "stored" };
  return { type: "not serving", status, detail: message(body) };
}

function reason({ status, detail }: Verdict & { type: "not serving" }): string {
  if (status === 500) return "waiting until API Gateway can use the new role (2 minutes at most)";
  if (status === 403) return "waiting until the deployment is there (2 minutes at most)";
  return `waiting until the endpoint answers (${status ?? detail})`;
}

function message(body: string): string {
  const { message, Message } = (parsed(body) ?? {}) as { message?: string; Message?: string };
  return message ?? Message ?? "";
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return undefined;
  }
}
