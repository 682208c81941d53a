import { poll } from "../../engine/poll.ts";
import { instead } from "../unless-unsupported.ts";
import type { HttpAnswer } from "../http/post.ts";
import { isForeign, isThrottled, knock, message, type Probe, type Prober } from "./knock.ts";
import { testInvoke } from "./test-invoke.ts";

export type Verdict =
  /** A request went through API Gateway, the role and Kinesis. `refused`: but from inside, since API Gateway refuses this
   * machine's address, or this caller, who lacks the signature or the key. */
  | { readonly type: "serving"; readonly refused?: Refused }
  /** The emulator took the probe for a record. */
  | { readonly type: "stored" }
  /** It cannot be told from here: this caller is refused, and API Gateway's own test cannot ask so that nothing is stored. */
  | { readonly type: "untold"; readonly refused: Refused; readonly detail: string }
  /** `foreign`: something answers there, but no API Gateway. */
  | {
      readonly type: "not serving";
      readonly status: number | undefined;
      readonly detail: string;
      readonly foreign?: boolean;
      /** It bears the id that API Gateway gives each request. */
      readonly gateway?: boolean;
    };

/** Why this caller is refused. */
export type Refused = "address" | "permission" | "key" | "quota" | "throttle";

/** While a deployment spreads, some of API Gateway's machines have it and others do not: this many good answers in a row count.
 * An emulator is one machine. */
const inARow = { aws: 3, emulator: 1 } as const;
/** Milliseconds between them. */
const between = 500;

/** How long a fresh role or deployment may take, in milliseconds. */
const patience = 120_000;
/** In China, calls without IAM authorization are served to accounts with an ICP licence only: more waiting does not help. */
const licencePatience = 30_000;
/** What answers as API Gateway does may know such lags though it is an emulator; what does not, and cannot serve at once, cannot
 * serve. */
const emulatorPatience = { gateway: 45_000, other: 3_000 } as const;

/** Asks until requests really go through, and says what is waited for. */
export async function untilServing(probe: Probe, ctx: Prober): Promise<Verdict> {
  const { clock, signal, config } = ctx;
  let last: Verdict = { type: "not serving", status: undefined, detail: "no answer" };
  const [start, emulated] = [clock.now(), config.endpoint !== undefined];
  const enough = emulated ? inARow.emulator : inARow.aws;
  const hopeless = (seen: Verdict & { type: "not serving" }): boolean => {
    const elapsed = clock.now() - start;
    if (!emulated) return lacksLicence(seen, ctx) && elapsed >= licencePatience;
    // AWS may put a page of its own in front of what is new; an emulator has nothing else there.
    return seen.foreign === true || (seen.gateway !== true && elapsed >= emulatorPatience.other);
  };
  const look = async (): Promise<Verdict | undefined> => {
    for (let good = 1; ; good += 1) {
      last = await ask(probe, ctx);
      if (last.type === "not serving") return hopeless(last) ? last : undefined;
      // A small throttle lets only some of the probes through.
      if (last.type === "serving" && last.refused === "throttle" && good > 1) return { type: "serving" };
      if (last.type !== "serving" || last.refused !== undefined || good === enough) return last;
      await clock.sleep(between, signal);
    }
  };
  const waiting = (): void => {
    if (last.type === "not serving") ctx.report.event({ type: "wait", text: reason(last, probe, ctx) });
  };
  const timeout = emulated ? emulatorPatience.gateway : patience;
  return (await poll(look, { clock, signal, first: 1_000, most: 5_000, timeout, waiting })) ?? last;
}

/** Does API Gateway refuse as it does in China where the account has no ICP licence? */
export function lacksLicence(
  { status, detail }: Verdict & { type: "not serving" },
  { identity, config }: Pick<Prober, "identity" | "config">,
): boolean {
  const bare = identity.partition === "aws-cn" && config.auth === "NONE";
  return bare && status === 403 && detail === "Forbidden";
}

/** One look at the endpoint. */
export async function ask(probe: Probe, ctx: Prober): Promise<Verdict> {
  const answer = await knock(probe, ctx);
  if (typeof answer === "string") return { type: "not serving", status: undefined, detail: answer };
  const { status } = answer;
  if (message(answer.body).startsWith(probe.refused)) return { type: "serving" };
  if (status >= 200 && status < 300) return { type: "stored" };
  const why = status === 403 || status === 429 ? refusal(answer, probe, ctx) : undefined;
  if (why !== undefined) return inside(probe, why, ctx);
  const gateway = answer.headers["x-amz-apigw-id"] !== undefined;
  return { type: "not serving", status, detail: message(answer.body), foreign: isForeign(answer), gateway };
}

/** Why this caller may not call, as the refusal says; undefined where it says "not there yet". */
function refusal(answer: HttpAnswer, { keyed, keyRequired }: Probe, { config }: Prober): Refused | undefined {
  const { status, headers, body } = answer;
  const [type = ""] = String(headers["x-amzn-errortype"] ?? "").split(":");
  if (status === 429)
    return message(body) === "Limit Exceeded" ? "quota" : isThrottled(answer) ? "throttle" : undefined;
  const signs = config.auth === "AWS_IAM";
  if (type === "AccessDeniedException") return signs && !byResource.test(message(body)) ? "permission" : "address";
  if (signs && badSignature.has(type)) return "permission";
  const wantsKey = keyRequired;
  return type === "ForbiddenException" && wantsKey && !keyed ? "key" : undefined;
}

/** The policy of the API denies, and not one of the caller's own. */
const byResource = /explicit deny(?! in an? (?:identity-based policy|permissions boundary|session policy))/;

/** Credentials that another AWS has given out, and the like. */
const badSignature: ReadonlySet<string> = new Set([
  "InvalidSignatureException",
  "IncompleteSignatureException",
  "UnrecognizedClientException",
  "ExpiredTokenException",
]);

/** The same question from inside, past policy, key and signature. */
async function inside(probe: Probe, refused: Refused, ctx: Prober): Promise<Verdict> {
  const { restApiId, resourceId, url, contentType, body: sent } = probe;
  const request = { path: `/${new URL(url).search}`, headers: { "Content-Type": contentType }, body: sent };
  const answer = await instead(
    ctx,
    () => testInvoke(ctx, { restApiId, resourceId }, request),
    () => undefined,
  );
  if (answer === undefined) return { type: "untold", refused, detail: `${ctx.config.endpoint} cannot test a method` };
  const { status, body } = answer;
  if (message(body).startsWith(probe.refused)) return { type: "serving", refused };
  if (status >= 200 && status < 300) return { type: "stored" };
  // Whatever type is asked, the test asks with application/json.
  if (status === 415) return { type: "untold", refused, detail: "API Gateway's own test can ask with JSON only" };
  if (message(body) === "Invalid request body")
    return { type: "untold", refused, detail: "API Gateway's own test would have to send what fits the schema" };
  return { type: "not serving", status, detail: message(body) };
}

function reason(seen: Verdict & { type: "not serving" }, { keyed }: Probe, ctx: Prober): string {
  const { status, detail } = seen;
  if (lacksLicence(seen, ctx))
    return "waiting until the deployment is there (30 s at most; without an ICP licence AWS China refuses for ever)";
  if (status === 500) return "waiting until API Gateway can use the new role (2 minutes at most)";
  if (status === 403 && keyed && detail === "Forbidden")
    return "waiting until API Gateway knows deployment and API key (2 minutes at most)";
  if (status === 403) return "waiting until the deployment is there (2 minutes at most)";
  return `waiting until the endpoint answers (${status ?? detail})`;
}
