import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { splitRecords } from "./split-records.ts";

/** The members of a client's protocol that are used here; the SDK types them by each of its versions. */
interface Protocol {
  deserializeResponse(operation: { readonly name: string }, context: unknown, response: Response): Promise<object>;
}

interface Response {
  readonly statusCode: number;
  body: AsyncIterable<Uint8Array> | Uint8Array;
}

/** Has this client read the records of GetRecords from the bytes, which takes a fraction of the SDK's time. All else, and whatever
 * looks unusual, is read by the SDK. */
export function quickRecords(client: KinesisClient): void {
  const protocol = client.config.protocol as unknown as Protocol;
  const usual = protocol.deserializeResponse.bind(protocol);
  protocol.deserializeResponse = async (operation, context, response) => {
    const { statusCode, body } = response;
    if (operation.name !== "GetRecords" || statusCode !== 200 || body instanceof Uint8Array)
      return usual(operation, context, response);
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    const split = splitRecords(chunks);
    response.body = split?.rest ?? Buffer.concat(chunks);
    return Object.assign(await usual(operation, context, response), split && { Records: split.records });
  };
}
