import type { IntegrationResponse } from "../../src/mapping/route.ts";
import { run, type Given } from "./rendering.ts";

/** What the endpoint answers when Kinesis answers so: the integration response that fits, rendered, with what it overrides. */
export function answer(
  mappings: Readonly<Record<string, IntegrationResponse>>,
  kinesis: { readonly status: number; readonly body: unknown },
  given: Given = {},
) {
  const all = Object.entries(mappings);
  const fits = ({ selectionPattern }: IntegrationResponse): boolean =>
    selectionPattern !== "" && new RegExp(`^(?:${selectionPattern})$`).test(String(kinesis.status));
  const [declared, mapping] =
    all.find(([, one]) => fits(one)) ?? all.find(([, one]) => one.selectionPattern === "") ?? [];
  const body = typeof kinesis.body === "string" ? kinesis.body : JSON.stringify(kinesis.body);
  const { text, status, headers } = run(mapping?.templates["application/json"] ?? "", { ...given, body });
  return { status: status ?? Number(declared), text, headers };
}

/** Kinesis' refusal of that type. */
export const refusal = (type: string, message = "") => ({ status: 400, body: { __type: type, message } });
