/** How a call names a stream: by its name, or by its ARN, which another account's stream needs. */
export type StreamInput = { readonly StreamName: string } | { readonly StreamARN: string };

/** The stream as a call's input has it; `stream` is a name or an ARN. */
export function streamInput(stream: string): StreamInput {
  return isArn(stream) ? { StreamARN: stream } : { StreamName: stream };
}

/** The same where an iterator says which stream it is: only another account's must be named. */
export function streamOfIterator(stream: string): { readonly StreamARN?: string } {
  return isArn(stream) ? { StreamARN: stream } : {};
}

function isArn(stream: string): boolean {
  return stream.startsWith("arn:");
}
