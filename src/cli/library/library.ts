import { UsageError } from "../../engine/errors.ts";
import { down as downCommand } from "../commands/down/down.ts";
import { plan as planCommand } from "../commands/plan/plan.ts";
import { status as statusCommand } from "../commands/status/status.ts";
import { up as upCommand } from "../commands/up/up.ts";
import { inSession, runAs } from "./call.ts";
import type { PlanAnswer, ProxyAnswer, SendAnswer, StatusAnswer } from "./library-answers.ts";
import {
  refuseUnknown,
  type DownOptions,
  type PlanOptions,
  type ProxyOptions,
  type SendOptions,
  type UpOptions,
} from "./library-options.ts";

/** Brings the proxy up and waits until it works, as `kinesis-proxy up` does. Throws a `CliError`: a sentence, a hint, an exit code. */
export async function up({ probe = true, ...options }: UpOptions = {}): Promise<ProxyAnswer> {
  return (await runAs<ProxyAnswer>("up", upCommand, options, { probe })).answer;
}

/** Removes all that is ours without a question, as `kinesis-proxy down --yes` does. What stays is `kept`, with the reason. */
export async function down(options: DownOptions = {}): Promise<ProxyAnswer> {
  return (await runAs<ProxyAnswer>("down", downCommand, options, { yes: true })).answer;
}

/** What `up`, or with `down` `down`, would do, read from AWS; changes nothing. */
export async function plan(options: PlanOptions = {}): Promise<PlanAnswer> {
  const { answer, code } = await runAs<Omit<PlanAnswer, "toDo">>("plan", planCommand, options);
  return { ...answer, toDo: code === 3 };
}

/** Each resource as AWS has it: there or not, ours or not, as asked or not; changes nothing. */
export async function status(options: ProxyOptions = {}): Promise<StatusAnswer> {
  const { answer, code } = await runAs<Omit<StatusAnswer, "asAsked">>("status", statusCommand, options);
  return { ...answer, asAsked: code === 0 };
}

/** POSTs events and waits until their records are in the stream. Throws where one is refused, does not arrive or is altered. */
export async function send(options: SendOptions = {}): Promise<SendAnswer> {
  refuseUnknown("send", options);
  const { body, bodies, count, rate, contentType, batch, ...others } = options;
  const { sendOptions } = await import("../commands/send/send-options.ts");
  const how = sendOptions({ count: count?.toString(), rate: rate?.toString(), contentType, batch }, "");
  if (bodies?.length === 0) throw new UsageError("bodies is empty.", "Leave it out to send the sample event.");
  const { SAMPLE_EVENT } = await import("../../mapping/sample-event.ts");
  const { runSend } = await import("../commands/send/run-send.ts");
  const events = (bodies ?? [body ?? SAMPLE_EVENT]).map((one) => Buffer.from(one));
  return inSession("send", others, (session) => runSend(session, events, how));
}
