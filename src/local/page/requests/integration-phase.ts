import type { Account } from "../../account/account.ts";
import { integrationCall } from "../../execute-api/integration/service-call.ts";
import type { IntegrationCall } from "../../execute-api/integration/service-call.ts";
import type { Outbound } from "../../execute-api/integration/integration-request.ts";
import type { Retraced } from "../../execute-api/retrace.ts";
import type { Recorded } from "../../requests/recorded.ts";
import type { IntegrationPhase } from "../api/request-way.ts";
import { bodyView, headersByName } from "../body-view.ts";
import { placesOf } from "./places.ts";
import { contentTypeOf } from "./template-phases.ts";

type Made = Omit<IntegrationPhase, "name" | "title" | "outcome" | "says">;

/** What the endpoint asked of Kinesis, and was answered. */
export function integrationPhase(account: Account, { id, gone, call }: Recorded, { outbound }: Retraced): Made {
  const method = call?.trail.routed?.method;
  const asked = outbound && askedOf(outbound);
  const answer = call?.trail.answer;
  const href = `/_local/api/requests/${id}/bytes/`;
  const headers = asked === undefined ? outbound?.headers : asked.request.headers;
  return {
    target:
      asked === undefined
        ? (method?.integration.uri ?? method?.integration.type ?? "")
        : `${nameOf(asked)} ${asked.rest}`,
    ...(asked !== undefined && { role: asked.roleArn }),
    ...(outbound !== undefined && {
      asked: {
        headers: headersByName(headers ?? {}),
        body: bodyView(gone ? undefined : Buffer.from(outbound.body), contentTypeOf(headers ?? {}), `${href}asked`),
      },
    }),
    ...(answer !== undefined && {
      answered: {
        status: answer.status,
        headers: headersByName(answer.headers),
        body: bodyView(gone ? undefined : Buffer.from(answer.body), contentTypeOf(answer.headers), `${href}answered`),
      },
    }),
    records:
      asked?.service === "kinesis" && !gone
        ? placesOf(
            account,
            asked.region,
            asked.request.body,
            answer !== undefined && answer.status < 400 ? answer.body : undefined,
          )
        : [],
  };
}

function askedOf(outbound: Outbound): IntegrationCall | undefined {
  if (outbound.demanded.method.integration.type !== "AWS") return undefined;
  try {
    return integrationCall(outbound);
  } catch {
    return undefined;
  }
}

function nameOf({ service }: IntegrationCall): string {
  return service === "kinesis" ? "Kinesis" : service;
}
