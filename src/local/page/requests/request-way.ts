import { phases, type PhaseName } from "../../execute-api/trail/phases.ts";
import { retrace } from "../../execute-api/retrace.ts";
import type { Retraced } from "../../execute-api/retrace.ts";
import type { Recorded } from "../../requests/recorded.ts";
import type { Phase, PhaseBase, RequestWay } from "../api/request-way.ts";
import type { RequestRow } from "../api/request-row.ts";
import { bodyView, headersByName, headersView } from "../body-view.ts";
import type { Desk } from "../desk.ts";
import { copies } from "./copies.ts";
import { integrationPhase } from "./integration-phase.ts";
import { phaseWords } from "./phase-words.ts";
import { contentTypeOf, requestTemplate, responseTemplate } from "./template-phases.ts";

/** The request as the way it went; templates are rendered again for it. `host` is where this local AWS was asked. */
export function requestWay({ account, recorder, options }: Desk, recorded: Recorded, host: string): RequestWay {
  const { id, request, call, foreign, gone } = recorded;
  const row = recorder.row(recorded);
  const traced = call === undefined ? {} : retrace(call);
  const { headers = {}, body = "" } = foreign ?? traced.response ?? {};
  const target = request.query === "" ? request.path : `${request.path}?${request.query}`;
  const below = row.query === "" ? row.path : `${row.path}?${row.query}`;
  const url = `http://${host}/_aws/execute-api/${row.apiId}/${row.stage}${below}`;
  const href = `/_local/api/requests/${id}/bytes/`;
  return {
    row,
    request: {
      method: request.method,
      url,
      target,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      headers: headersView(request.rawHeaders),
      body: { ...bodyView(gone ? undefined : request.body, row.contentType, `${href}request`), size: row.size },
    },
    phases: phases.map((name, at) => phaseOf(name, at, { recorded, row, traced, account })),
    answer: {
      status: recorded.status,
      headers: headersByName(headers),
      body: bodyView(gone ? undefined : Buffer.from(body), contentTypeOf(headers), `${href}answer`),
    },
    copies: copies(recorded, url, options),
  };
}

interface Known {
  readonly recorded: Recorded;
  readonly row: RequestRow;
  readonly traced: Retraced;
  readonly account: Desk["account"];
}

function phaseOf(name: PhaseName, at: number, { recorded, row, traced, account }: Known): Phase {
  const { refused } = row;
  const last = recorded.stoppedIn === undefined ? phases.length : phases.indexOf(recorded.stoppedIn);
  const isReached = recorded.call === undefined ? at === 0 : at <= last;
  const ms = recorded.took(at);
  const base = (title: string, says: string, isAsked = true): PhaseBase => {
    if (refused?.phase === name)
      return { title, outcome: "refused", says: refused.why, refused, ...(ms !== undefined && { ms }) };
    if (!isReached) return { title, outcome: "skipped", says: "The request did not come this far." };
    return { title, outcome: isAsked ? "passed" : "none", says, ...(ms !== undefined && { ms }) };
  };
  switch (name) {
    case "template": {
      const made = requestTemplate(recorded, traced);
      const says =
        made.template === undefined
          ? "The body goes on as it is."
          : `The template for ${made.template.contentType} made the call.`;
      return { name, ...base("Integration request", says), ...made };
    }
    case "integration": {
      const made = integrationPhase(account, recorded, traced);
      const says =
        made.answered === undefined ? "There was no answer." : `${made.target} answered ${made.answered.status}.`;
      return { name, ...base("Integration", says), ...made };
    }
    case "response-template": {
      const made = responseTemplate(recorded, traced);
      const says = made.template === undefined ? "The answer goes back as it is." : "The template made the answer.";
      return { name, ...base("Integration response", says), ...made };
    }
    default: {
      const { title, says, none, facts } = phaseWords(recorded, traced)[name];
      return { name, ...base(title, says, !none), facts };
    }
  }
}
