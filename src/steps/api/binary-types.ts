import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { batchTypes, bytesIn, JSON_TYPES, textual } from "../../mapping/content-types.ts";
import { PROBE_TYPE } from "../../mapping/request/probe.ts";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import type { ApiFound } from "./api-found.ts";

/** The patch that makes these binary media types of those. */
export function typeChanges(
  from: readonly string[],
  to: readonly string[],
  { config }: Context,
): readonly PatchOperation[] {
  const change = (op: "add" | "remove", type: string): PatchOperation => ({
    op,
    path: `/binaryMediaTypes/${type.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    // AWS takes the type from the path. Some emulators take it from here.
    ...(config.endpoint !== undefined && { value: type }),
  });
  return [
    ...from.filter((one) => !to.includes(one)).map((one) => change("remove", one)),
    ...to.filter((one) => !from.includes(one)).map((one) => change("add", one)),
  ];
}

/** An API that takes for bytes what is text to this proxy answers 500: a template cannot read bytes. undefined where it does not. */
export function harmlessTypes(
  { facts }: ApiFound,
  { accept = JSON_TYPES, batchPath, batchFrom }: Config,
): string | undefined {
  const batched = batchPath ? batchTypes(accept, batchFrom?.type === "ndjson") : [];
  const types = [...[...accept, ...batched].filter(textual), PROBE_TYPE];
  const [first] = bytesIn(words(facts["binary media types"]), types);
  return first === undefined ? undefined : `nothing that covers ${first}`;
}

/** The types of a fact. */
export function words(list: string): readonly string[] {
  return list === "" ? [] : list.split(" ");
}

/** The same for the same types, whatever their order. */
export function sorted(list: string): string {
  return [...words(list)].sort().join(" ");
}
