import { setFlagsFromString } from "node:v8";
import { CliError, UsageError } from "../../../engine/errors.ts";
import type { IO } from "../../../report/io.ts";
import type { Reporter } from "../../../engine/events.ts";
import type { Local, RequestFact } from "../../../local/index.ts";
import { visibleLine } from "../../../report/visible.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { localPort } from "../../session/place.ts";
import { memorySize } from "./memory-size.ts";
import { pageOptions } from "./page-options.ts";

/** The flags that say how the local AWS is served. */
export interface ServeOptions {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  /** Such as `512MB`. */
  readonly memory?: string | undefined;
  /** Keeps the objects of S3. */
  readonly s3Dir?: string | undefined;
  /** The rules of --fault. */
  readonly fault?: readonly string[] | undefined;
}

/** Receives what happens. */
export interface Log {
  /** A fault that strikes, or an alarm that changes state. */
  readonly tell: (line: string) => void;
  readonly request: (fact: RequestFact) => void;
}

/** Starts the local AWS; throws a CliError when the port is taken, with what `command` does then. `faultsFrom`: when the faults of --fault begin. */
export async function serveLocal(
  io: IO,
  command: "local" | "dev",
  options: ServeOptions & Partial<GlobalOptions>,
  log?: Log,
  faultsFrom?: Promise<unknown>,
): Promise<Local> {
  const port = localPort(io.env, options.port);
  const memory = options.memory === undefined ? undefined : memorySize(options.memory);
  // By default V8 collects 100 MB of garbage before it cleans up; --optimize-for-size cleans up all the time.
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=60");
  const { DirectoryError, startLocal } = await import("../../../local/index.ts");
  const faults = options.fault ?? [];
  if (faults.length > 0) {
    const { readRules } = await import("../../../local/faults/rules.ts");
    check(() => readRules(faults));
  }
  let listening = port;
  const page = pageOptions(io, options, () => listening);
  try {
    const local = await startLocal({
      port,
      faults,
      page,
      ...(options.s3Dir !== undefined && { s3Dir: options.s3Dir }),
      ...(options.host !== undefined && { host: options.host }),
      ...(memory !== undefined && { memory }),
      ...(log !== undefined && {
        onFault: (text) => log.tell(visibleLine(text)),
        onNews: (line) => log.tell(visibleLine(line)),
        onRequest: log.request,
      }),
      ...(faultsFrom !== undefined && { faultsFrom }),
    });
    listening = local.port;
    return local;
  } catch (error) {
    if (error instanceof DirectoryError) throw new UsageError(`--s3-dir: ${error.message}`, dirHint);
    throw listenError(error, { command, port, host: options.host });
  }
}

const elsewhere = { local: '"kinesis-proxy local --port 0"', dev: '"kinesis-proxy dev --port 0"' } as const;

const dirHint = "Choose a folder of this local AWS's own; it is made where it is missing.";

function check(parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    throw new UsageError(`--fault ${(error as Error).message}`, 'Run "kinesis-proxy local --help" for what there is.');
  }
}

/** Resolves when Ctrl-C comes. */
export function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Prints the address of the local AWS, with a warning where others can reach it. */
export function announce(
  report: Reporter,
  { url, address, offers }: Pick<Local, "url" | "address" | "offers">,
  { s3Dir }: ServeOptions = {},
): void {
  if (!/^(?:(?:::ffff:)?127\.|::1$)/.test(address)) {
    const text = `Anybody who can reach ${url} can use this local AWS: it checks no signatures. Leave out --host to keep it to this machine.`;
    report.event({ type: "warning", text });
  }
  const kept = s3Dir === undefined ? "" : ` but the objects in ${s3Dir}`;
  report.event({
    type: "note",
    text: `Local AWS ready at ${url} (${offers.join(", ")}). Ctrl-C ends it and forgets everything${kept}.`,
  });
}

function listenError(
  error: unknown,
  {
    command,
    port,
    host,
  }: { readonly command: "local" | "dev"; readonly port: number; readonly host: string | undefined },
): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === "EADDRINUSE")
    return new CliError(`Port ${port} is taken.`, {
      hint: `Is a local AWS running already? On a free port: ${elsewhere[command]}.`,
    });
  if (code === "EACCES")
    return new UsageError(
      `Port ${port} needs more rights than this user has.`,
      "Choose a port above 1023 with --port.",
    );
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new UsageError(`"${host}" is not an address of this machine.`);
  return error;
}
