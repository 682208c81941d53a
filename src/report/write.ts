import type { Output } from "./io.ts";

/** Writes, and resolves when the output has room for more: at once, or when a slow reader has caught up. Throws the signal's reason
 * when it is aborted before that. */
export async function write(output: Output, chunk: string | Uint8Array, signal: AbortSignal): Promise<void> {
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

/** Resolves when all that was written before has left this process. Throws the signal's reason when it is aborted before that. */
export async function flushed(output: Output, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  // What has no events, such as a sink of a test, has no buffer either.
  if (output.once === undefined) return;
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    output.write("", () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
  });
}
