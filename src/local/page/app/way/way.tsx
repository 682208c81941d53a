import type { RequestWay } from "../../api.ts";
import { groupPhases } from "../model/group-phases.ts";
import { BodyView } from "../parts/body-view.tsx";
import { Facts } from "../parts/facts.tsx";
import { Headers } from "../parts/headers.tsx";
import { Shown } from "../parts/shown.tsx";
import { Status } from "../parts/status.tsx";
import { PhaseStop } from "./phase-stop.tsx";
import { Stop } from "./stop.tsx";

/** The stops of a request, from the wire to the record and back. */
export function Way({ way: { row, request, phases, answer } }: { readonly way: RequestWay }) {
  const name = `request-${row.id}`;
  const { reached, others } = groupPhases(phases);
  const whole = Math.max(row.ms, 0.001);
  return (
    <ol class="way">
      <Stop
        outcome="sent"
        title="Request"
        says={`${request.method} from ${request.sourceIp}, ${request.protocol}.`}
        open
      >
        <Facts facts={[["URL", <Shown text={request.url} />]]} />
        <Headers headers={request.headers} title="Headers" />
        <BodyView body={request.body} title="Body" name={`${name}${suffix(request.body.contentType)}`} />
      </Stop>
      {reached.map(([phase, ...more]) =>
        more.length === 0 ? (
          <PhaseStop phase={phase} name={name} share={Math.min((phase.ms ?? 0) / whole, 1)} />
        ) : (
          <Stop outcome="none" title="Not asked for" says={[phase, ...more].map(({ title }) => title).join(" · ")}>
            <Facts facts={[phase, ...more].map(({ title, says }) => [title, says])} />
          </Stop>
        ),
      )}
      {others.length > 0 && (
        <Stop outcome="skipped" title="Not reached" says={others.map(({ title }) => title).join(" · ")} />
      )}
      <Stop outcome="sent" title="To the sender" says={<Status status={answer.status} />} open>
        <Headers headers={answer.headers} title="Headers" />
        <BodyView body={answer.body} title="Answer" name={`${name}-answer${suffix(answer.body.contentType)}`} />
      </Stop>
    </ol>
  );
}

function suffix(contentType: string): string {
  if (/\bjson\b/.test(contentType)) return ".json";
  return contentType.startsWith("text/") ? ".txt" : ".bin";
}
