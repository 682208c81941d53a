import type { LiveEvent } from "../../api.ts";
import { sse } from "../model/sse.ts";
import { ask } from "./call.ts";

/** Reads the live events from a request on, until the connection ends. */
export async function followEvents(after: number, onEvent: (event: LiveEvent) => void): Promise<void> {
  const { body } = await ask(`/events?after=${after}`);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const take = sse();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read())
    for (const { event, data } of take(read.value)) onEvent({ type: event, ...JSON.parse(data) } as LiveEvent);
}
