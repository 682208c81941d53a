import { configurationError } from "../response/refusals.ts";

// "Payload size: 10 MB" (quotas of REST APIs).
const largest = 10_485_760;

/** An endpoint's answer that comes in pieces. Throws API_CONFIGURATION_ERROR when it is larger than API Gateway takes. */
export async function readAnswer(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > largest)
      throw configurationError(`Integration response is larger than allowed maximum of ${largest} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
