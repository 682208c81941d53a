import { UsageError } from "../../engine/errors.ts";
import { PROBE } from "../../mapping/request/probe.ts";

/** `--handshake`: the name of a query parameter. */
export function handshakeName(text: string, label: string): string {
  const hint =
    "It is the parameter with the challenge: hub.challenge (Meta), challenge (Dropbox), validationToken (Microsoft Graph).";
  if (text === PROBE.parameter)
    throw new UsageError(`${label} cannot be "${text}": that is what probes are known by.`, hint);
  if (/^[\w.~:-]{1,128}$/.test(text)) return text;
  throw new UsageError(`${label} cannot be "${text}".`, hint);
}
