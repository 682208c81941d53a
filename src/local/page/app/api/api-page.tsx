import { useEffect } from "preact/hooks";
import type { ApiSummary, ApiView } from "../../api.ts";
import { writePlace } from "../model/place.ts";
import { sayMany } from "../model/say.ts";
import { CommandLine } from "../parts/command-line.tsx";
import { UpLine } from "../parts/up-line.tsx";
import { useCell } from "../state/cell.ts";
import { apisChanged } from "../state/live.ts";
import { useAnswer } from "../state/use-answer.ts";
import { KeyList } from "./key-list.tsx";
import { Stage } from "./stage.tsx";

/** What is deployed, and what has been edited since. */
export function ApiPage({ parts }: { readonly parts: readonly string[] }) {
  const changed = useCell(apisChanged);
  const { data: apis, error } = useAnswer<readonly ApiSummary[]>("/apis", changed);
  const only = apis?.length === 1 ? apis[0] : undefined;
  const region = parts[0] ?? only?.region;
  const apiId = parts[1] ?? only?.apiId;
  const { data: api } = useAnswer<ApiView>(
    region === undefined || apiId === undefined
      ? undefined
      : `/apis/${encodeURIComponent(region)}/${encodeURIComponent(apiId)}`,
    changed,
  );
  useEffect(() => {
    document.title = `${api?.name ?? "API"} · kinesis-proxy local`;
  }, [api?.name]);
  if (error !== undefined) return <p class="waiting">{error.message}</p>;
  if (apis === undefined) return <p class="waiting">Looking …</p>;
  if (apis.length === 0)
    return (
      <div class="empty">
        <h2>No API yet</h2>
        <p>Make one with a stream behind it, in another terminal:</p>
        <UpLine />
      </div>
    );
  return (
    <div class="page">
      {apis.length > 1 && (
        <nav class="choices" aria-label="APIs">
          {apis.map((one) => (
            <a
              href={writePlace({ view: "api", parts: [one.region, one.apiId] })}
              aria-current={one.apiId === apiId ? "page" : undefined}
            >
              {one.name}{" "}
              <span class="soft">
                {one.region}
                {one.edits > 0 && `, ${sayMany(one.edits, "change")} not served`}
              </span>
            </a>
          ))}
        </nav>
      )}
      {api !== undefined && region !== undefined && (
        <>
          <div class="page-head">
            <h2>{api.name}</h2>
            <span class="soft">
              {api.region} · {api.apiId}
            </span>
          </div>
          {api.stageViews.length === 0 && (
            <div class="edits">
              <p>
                <b>Nothing is served:</b> no stage yet. API Gateway serves an API only when it is deployed to a stage.
              </p>
              <CommandLine text={deployLine(api, "production")} />
            </div>
          )}
          {api.stageViews.map((stage) => (
            <Stage key={stage.name} stage={stage} up={api.up} deploy={deployLine(api, stage.name)} />
          ))}
          <KeyList keys={api.keys} region={region} />
        </>
      )}
      {api === undefined && apiId === undefined && <p class="waiting">Choose an API.</p>}
    </div>
  );
}

function deployLine({ apiId, region }: ApiSummary, stage: string): string {
  return `AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws apigateway create-deployment --rest-api-id ${apiId} --stage-name ${stage} --region ${region} --endpoint-url ${location.origin}`;
}
