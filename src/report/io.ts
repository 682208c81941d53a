/** One of the process's output streams, as far as this program cares. */
export interface Output {
  /** `false` asks to wait for "drain" before the next one. */
  write(chunk: string | Uint8Array): unknown;
  once?(event: "drain", listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  /** Of the terminal; 0 where it does not know. */
  readonly columns?: number | undefined;
}

/** The world outside: `bin` makes it of the process, tests by hand. */
export interface IO {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array> & {
    readonly isTTY?: boolean | undefined;
    /** Of a terminal: keys come one by one, without Enter. */
    setRawMode?(on: boolean): unknown;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The file that Node.js was told to run; undefined where there is no command line. */
  readonly script?: string | undefined;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Runs `work`, which must not wait for anything, when the process ends, be it by a second Ctrl-C. */
  readonly atExit?: ((work: () => void) => void) | undefined;
}

/** May colours go to this output? */
export function colourful(output: Output, env: IO["env"], noColor: boolean): boolean {
  if (noColor || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb") return false;
  return output.isTTY === true;
}
