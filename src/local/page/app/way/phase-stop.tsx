import type { IntegrationPhase, Phase, TemplatePhase } from "../../api.ts";
import { BodyView } from "../parts/body-view.tsx";
import { Facts } from "../parts/facts.tsx";
import { Headers } from "../parts/headers.tsx";
import { Places } from "../parts/places.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { Shown } from "../parts/shown.tsx";
import { Status } from "../parts/status.tsx";
import { TemplatePair } from "./template-pair.tsx";
import { Stop } from "./stop.tsx";

interface PhaseStopProps {
  readonly phase: Phase;
  /** What files are called that are saved from here. */
  readonly name: string;
  readonly share: number;
}

/** A phase of API Gateway, with what it used and what it made. */
export function PhaseStop({ phase, name, share }: PhaseStopProps) {
  const { outcome, title, says, ms, refused } = phase;
  return (
    <Stop
      outcome={outcome}
      title={title}
      says={refused === undefined && <Sentence text={says} />}
      ms={outcome === "none" ? undefined : ms}
      share={share}
      open={outcome === "refused" || phase.name === "template" || phase.name === "integration"}
      pinned={refused && <Refusal refused={refused} />}
    >
      {inside(phase, name)}
    </Stop>
  );
}

function inside(phase: Phase, name: string) {
  if ("target" in phase) return ofIntegration(phase, name);
  if ("values" in phase) return ofTemplate(phase, name);
  if (phase.facts.length === 0) return undefined;
  return <Facts facts={phase.facts.map(([fact, value]) => [fact, <Shown text={value} />])} />;
}

function ofTemplate(phase: TemplatePhase, name: string) {
  const { template, rendered, mapped, selected } = phase;
  if (template === undefined && rendered === undefined && mapped.length === 0) return undefined;
  return (
    <>
      {selected !== undefined && (
        <Facts facts={[["Chosen by the status pattern", <code>{selected || "default"}</code>]]} />
      )}
      <TemplatePair phase={phase} name={name} />
      {mapped.length > 0 && (
        <Facts
          even
          facts={mapped.map(([target, source, value]) => [
            <code>{target}</code>,
            <>
              <Shown text={value} />{" "}
              {source !== value && source !== `'${value}'` && (
                <span class="soft">
                  from <code>{source}</code>
                </span>
              )}
            </>,
          ])}
        />
      )}
    </>
  );
}

function ofIntegration({ target, role, asked, answered, records }: IntegrationPhase, name: string) {
  return (
    <>
      <Facts facts={[["Calls", target], ...(role === undefined ? [] : [["As the role", role] as const])]} />
      {records.length > 0 && <Places places={records} done={answered?.status === 200} />}
      {asked !== undefined && (
        <div class="exchange">
          <Headers headers={asked.headers} title="Asked" />
          <BodyView body={asked.body} title="Asked" name={`${name}-asked.json`} />
        </div>
      )}
      {answered !== undefined && (
        <div class="exchange">
          <p class="answered">
            Answered <Status status={answered.status} />
          </p>
          <Headers headers={answered.headers} title="Headers" />
          <BodyView body={answered.body} title="Answered" name={`${name}-answered.json`} />
        </div>
      )}
    </>
  );
}
