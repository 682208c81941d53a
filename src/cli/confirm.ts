import { CliError, InterruptedError, UsageError } from "../core/errors.ts";
import type { IO } from "../report/io.ts";

/** Throws a usage error when the user would have to be asked and cannot be; its sentence begins with `there`. */
export function mayAsk(io: IO, options: { readonly yes?: boolean }, there = "There"): void {
  if (options.yes === true || (io.stdin.isTTY === true && io.stderr.isTTY === true)) return;
  throw new UsageError(`${there} is no terminal to ask on.`, "Pass --yes to go ahead without being asked.");
}

/** Asks on the terminal; throws unless the answer is yes. */
export async function confirm(io: IO, question: string): Promise<void> {
  io.stderr.write(`${question} [y/N] `);
  const answer = await line(io).catch((error: unknown) => {
    io.stderr.write("\n");
    throw error;
  });
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError("Nothing was changed.");
}

async function line(io: IO): Promise<string> {
  let text = "";
  const aborted = new Promise<never>((_, reject) =>
    io.signal.addEventListener("abort", () => reject(new InterruptedError("Nothing was changed.")), { once: true }),
  );
  const input = io.stdin[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await Promise.race([input.next(), aborted]);
    if (done === true) return text;
    text += Buffer.from(value).toString();
    if (text.includes("\n")) break;
  }
  await input.return?.();
  return text;
}
