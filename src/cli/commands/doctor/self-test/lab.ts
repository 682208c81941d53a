import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { post, type HttpAnswer } from "../../../../aws/http/post.ts";
import { agentOf } from "../../../../aws/http/outward.ts";
import type { Clock } from "../../../../engine/clock.ts";
import type { CallEvent, Event, Reporter } from "../../../../engine/events.ts";
import { CliError } from "../../../../engine/errors.ts";
import type { IO } from "../../../../report/io.ts";
import type { Source } from "../../../../settings/sources.ts";
import type { GlobalOptions } from "../../../global-flags.ts";
import { runCommand } from "../../../run-command.ts";
import type { Session } from "../../../session.ts";
import { withSession } from "../../../session/with-session.ts";
import { whichProxy } from "../../../session/which-proxy.ts";
import { down as downCommand } from "../../down/down.ts";
import { up as upCommand } from "../../up/up.ts";

/** What a run of `up` or `down` answers, as far as trials look at it. */
export interface Answer {
  readonly url?: string;
  readonly steps: Readonly<Record<string, { readonly outcome: string; readonly id?: string; readonly value?: string }>>;
}

/** A proxy of its own, with a name, state and folder that nobody else has, and what trials do to it. */
export interface Lab {
  readonly name: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Every call to AWS so far, and when its answer came. */
  readonly calls: readonly (CallEvent & { readonly at: number })[];
  /** Brings it up with these settings beside those that it has. */
  up(settings?: Source): Promise<Answer>;
  down(): Promise<Answer>;
  /** Lends a session of the proxy to `work`. */
  session<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Writes a file that settings can name. */
  write(file: string, text: string): Promise<void>;
  /** POSTs to its invoke URL, with `a%20b` for each parameter of its path. */
  post(body: string | Uint8Array, headers?: Readonly<Record<string, string>>, path?: string): Promise<HttpAnswer>;
}

/** Lends a lab to `work` and takes everything away at the end, whatever has happened, Ctrl-C too; gives what `down` answered, or why it failed. */
export async function withLab<T>(
  io: IO,
  options: GlobalOptions & Source,
  { clock, name, report }: { readonly clock: Clock; readonly name: string; readonly report: Reporter },
  work: (lab: Lab) => Promise<T>,
): Promise<{ readonly result: T | undefined; readonly gone: Answer | string; readonly error: unknown }> {
  const { place } = await whichProxy(io, options);
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  const { region, profile, local, endpointUrl, debug } = options;
  const given = {
    name,
    color: false as const,
    yes: true,
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(local === true
      ? { local }
      : place.endpoint === undefined
        ? {}
        : { endpointUrl: endpointUrl ?? place.endpoint }),
    ...(debug !== undefined && { debug }),
  };
  // Settings of the user's own proxies are not this one's.
  const env = Object.fromEntries(
    Object.entries(io.env).filter(([key]) => !key.startsWith("KINESIS_PROXY_") || key === "KINESIS_PROXY_LOCAL_PORT"),
  );
  const calls: (CallEvent & { readonly at: number })[] = [];
  const run = async (signal: AbortSignal, command: "up" | "down", settings: object): Promise<Answer> => {
    let answer: unknown;
    const own: Reporter = {
      event: (event: Event) => {
        if (event.type === "call") calls.push({ ...event, at: clock.now() });
        if (event.type === "call" || event.type === "wait" || event.type === "progress") report.event(event);
      },
      result: (value) => void (answer = value),
      item: () => Promise.resolve(),
      close: () => undefined,
    };
    const here = { ...io, env, cwd: folder, signal };
    const called = { io: here, options: { ...given, ...settings }, argument: undefined };
    await runCommand(command === "up" ? upCommand : downCommand, called, { report: own, clock });
    // A command reports what its --json document holds.
    return answer as Answer;
  };
  let url: string | undefined;
  const session = async <R>(use: (session: Session) => Promise<R>): Promise<R> => {
    const needs = { command: "doctor", changes: false } as const;
    const quiet: Reporter = { ...report, event: (event) => (event.type === "call" ? report.event(event) : undefined) };
    const lent = await withSession({ ...io, env, cwd: folder }, given, { report: quiet, clock }, needs, use);
    // Nothing is asked before it.
    return lent as R;
  };
  const lab: Lab = {
    name,
    clock,
    signal: io.signal,
    calls,
    async up(settings = {}) {
      const answer = await run(io.signal, "up", settings);
      url = answer.url;
      return answer;
    },
    down: () => run(io.signal, "down", { forceStream: true }),
    session,
    write: (file, text) => writeFile(join(folder, file), text),
    post: async (body, headers = {}, path = "") => {
      const to = `${(url ?? "").replace(/\{\w+\}/g, "a%20b")}${path}`;
      const agent = await session(async ({ clients }) => agentOf(clients, to));
      const type = { "content-type": "application/json" };
      const answer = await post(to, body, { headers: { ...type, ...headers }, signal: io.signal, agent });
      if (answer.headers["x-amzn-requestid"] !== undefined) return answer;
      throw new CliError(`${to} is not served by API Gateway (HTTP ${answer.status}): this emulator deploys nothing.`);
    },
  };
  let [result, error]: [T | undefined, unknown] = [undefined, undefined];
  try {
    result = await work(lab);
  } catch (thrown) {
    error = thrown;
  }
  report.event({ type: "progress", text: "Taking everything away" });
  const gone = await run(new AbortController().signal, "down", { forceStream: true }).catch((thrown: unknown) =>
    // Everything can still be found by its tags.
    String(thrown instanceof Error ? thrown.message : thrown),
  );
  await rm(folder, { recursive: true, force: true });
  return { result, gone, error };
}
