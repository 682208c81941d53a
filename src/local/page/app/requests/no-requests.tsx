import type { ApiSummary, ApiView, Replayed } from "../../api.ts";
import { sampleRequest } from "../model/sample-request.ts";
import { CommandLine } from "../parts/command-line.tsx";
import { UpLine } from "../parts/up-line.tsx";
import { useCell } from "../state/cell.ts";
import { go } from "../state/here.ts";
import { apisChanged } from "../state/live.ts";
import { attempt } from "../state/notice.ts";
import { useAnswer } from "../state/use-answer.ts";
import { call } from "../wire/call.ts";

/** What to do when there is no request yet. */
export function NoRequests() {
  const changed = useCell(apisChanged);
  const { data, error } = useAnswer<readonly ApiSummary[]>("/apis", changed);
  const served = data?.find(({ stages }) => stages.length > 0);
  const { data: api } = useAnswer<ApiView>(served && `/apis/${served.region}/${served.apiId}`, changed);
  if (error !== undefined) return <p class="waiting">{error.message}</p>;
  if (data === undefined || (served !== undefined && api === undefined)) return <p class="waiting">Looking …</p>;
  const sample = api === undefined ? undefined : sampleRequest(api);
  const send = async () => {
    const { id } = await call<Replayed>("/send", { body: sample?.request });
    go({ view: "requests", parts: [String(id)] });
  };
  return (
    <div class="empty">
      <h2>No request yet</h2>
      {sample === undefined ? (
        <>
          <p>There is no endpoint either. Make one, in another terminal:</p>
          <UpLine />
          <p class="soft">Each request to it then appears here as it comes in.</p>
        </>
      ) : (
        <>
          <p>Send one, and see each step that API Gateway takes with it:</p>
          <CommandLine text={sample.curl} />
          <p>
            <button type="button" class="main" onClick={() => attempt(send())}>
              Send it from here
            </button>
            {sample.asksForKey && <span class="soft"> without the API key: see what refuses it.</span>}
          </p>
        </>
      )}
    </div>
  );
}
