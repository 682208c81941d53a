import type { Output } from "./io.ts";

/** Writes, and resolves when the output has room for more: at once, or when a slow reader has taken what there is. Throws the
 * signal's reason when it is aborted before that. */
export async function written(output: Output, chunk: string | Uint8Array, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (output.write(chunk) !== false || output.once === undefined) return;
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    output.once?.("drain", () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
  });
}
