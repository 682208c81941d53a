/** An output stream of the process: what this program uses of it. */
export interface Output {
  /** `false`: wait for "drain" before writing more. `done` is called when the chunk has left this process. */
  write(chunk: string | Uint8Array, done?: () => void): unknown;
  once?(event: "drain", listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  /** Columns of the terminal; 0 where it does not know. */
  readonly columns?: number | undefined;
}

/** The keys of the terminal that stdin is. */
export interface Keyboard {
  /** Delivers what is typed at once, Ctrl-C and Ctrl-Z as characters, too. What it gives lets the terminal go again. */
  listen(heard: (typed: string) => void): () => void;
  /** Does what Ctrl-C and Ctrl-Z do on a terminal to which nobody listens. */
  raise(signal: "SIGINT" | "SIGTSTP"): void;
  /** Calls `work` when this process goes on after Ctrl-Z. */
  onContinue(work: () => void): void;
}

/** The outside world: `bin` makes it from the process, tests by hand. */
export interface IO {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array> & {
    readonly isTTY?: boolean | undefined;
    /** Of a terminal: delivers each key at once, without Enter. */
    setRawMode?(on: boolean): unknown;
  };
  /** Only where stdin is a terminal. */
  readonly keyboard?: Keyboard | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The file that Node.js runs; undefined in the library. */
  readonly script?: string | undefined;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Runs `work`, which must be synchronous, when the process ends, also by a second Ctrl-C. */
  readonly atExit?: ((work: () => void) => void) | undefined;
}

/** Is this output a terminal? */
export function isTerminal(output: Output): boolean {
  return output.isTTY === true;
}

/** When there are colours: on a terminal that wants them, or whatever the output is. */
export type Colors = "auto" | "always" | "never";

/** May this output have colours? */
export function colourful(output: Output, env: IO["env"], colors: Colors): boolean {
  if (colors !== "auto") return colors === "always";
  return (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb" && output.isTTY === true;
}
