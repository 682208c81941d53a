import type { Results } from "../core/run.ts";
import { up as runUp } from "../core/run.ts";
import { decode } from "../records/decode.ts";
import { parsePosition } from "../records/position.ts";
import { tail as follow } from "../records/tail.ts";
import type { DecodedRecord } from "../core/decoded-record.ts";
import type { IO } from "../report/io.ts";
import { proxy } from "../steps/index.ts";
import { proxyAnswer, proxyUrl, stepAnswers } from "./answer.ts";
import { withSession, type Session } from "./app.ts";
import { prove } from "./prove.ts";
import { consentOf, type DownOptions, type GlobalOptions } from "./options.ts";
import type { Source } from "./settings.ts";
import { dismantleAll } from "./take-down.ts";

/** The flags of the command line by their names in camel case, such as `{ name: "orders", shards: 2, local: true }`. */
export interface ProxyOptions
  extends Omit<Source, "name">, Omit<Partial<GlobalOptions>, "json" | "quiet" | "debug" | "color"> {
  /** Where the state file and `kinesis-proxy.json` are; the working directory by default. */
  readonly cwd?: string;
  /** Variables that count as settings, such as `KINESIS_PROXY_NAME`; none by default. Credentials are the SDK's affair. */
  readonly env?: IO["env"];
  readonly signal?: AbortSignal;
}

/** What `up` and `down` answer, as with `--json`. */
export type ProxyAnswer = ReturnType<typeof proxyAnswer>;

/** Brings the proxy up and waits until it works. Throws `CliError` with a sentence, a hint and an exit code. */
export async function up(options: ProxyOptions = {}): Promise<ProxyAnswer> {
  return session("up", options, true, async (one) => {
    const results = await runUp(proxy, one);
    await prove(one, proxyUrl(one) ?? "");
    return answer(one, results);
  });
}

/** Takes away all that is ours, without asking; `forceStream` and `enforceConsumers` as the flags of `down`. */
export async function down(
  options: ProxyOptions & Pick<DownOptions, "forceStream" | "enforceConsumers"> = {},
): Promise<ProxyAnswer> {
  const { forceStream, enforceConsumers, ...others } = options;
  const consent = new Set(
    consentOf({ ...(forceStream && { forceStream }), ...(enforceConsumers && { enforceConsumers }) }),
  );
  return session("down", others, true, async (one) => (await dismantleAll(one, { consent })).answer);
}

/** Calls `onRecord` with each record as it arrives, decoded, until `signal` is aborted; `since` as in `--since`, latest by default. */
export async function tail(
  options: ProxyOptions & { readonly since?: string },
  onRecord: (record: DecodedRecord) => void | Promise<void>,
): Promise<void> {
  await session("tail", options, false, async ({ clients, config, clock, signal }) => {
    const position = parsePosition(options.since ?? "latest", clock.now());
    try {
      for await (const record of follow(clients.kinesis, { streamName: config.streamName, position, clock, signal }))
        for (const one of decode(record, { unpack: true })) await onRecord(one);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  });
}

async function session<T>(
  command: string,
  options: ProxyOptions,
  changes: boolean,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { cwd = ".", env = {}, signal = new AbortController().signal, ...flags } = options;
  const io = silent(cwd, env, signal);
  const needs = { command, changes, ...(command === "up" && { what: { type: "up" } as const }) };
  // Without a terminal nobody is asked, and nothing is answered no.
  return (await withSession(io, { ...flags, color: false, quiet: true }, {}, needs, work)) as T;
}

function silent(cwd: string, env: IO["env"], signal: AbortSignal): IO {
  const nowhere = { write: () => true };
  const nothing: IO["stdin"] = {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  };
  return { stdout: nowhere, stderr: nowhere, stdin: nothing, env, cwd, signal };
}

function answer(one: Session, results: Results): ProxyAnswer {
  return proxyAnswer(one, stepAnswers(results));
}
