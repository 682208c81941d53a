import type { StageView } from "../../api.ts";
import { sayMany } from "../model/say.ts";
import { CodeText } from "../parts/code-text.tsx";
import { CommandLine } from "../parts/command-line.tsx";
import { Facts } from "../parts/facts.tsx";
import { EditItem } from "./edit-item.tsx";
import { RouteItem } from "./route-item.tsx";

interface StageProps {
  readonly stage: StageView;
  /** The command that brings the proxy up again, where the API is one's. */
  readonly up: string | undefined;
  /** The line that lets it serve the changes. */
  readonly deploy: string;
}

/** A stage: what it serves, and what was changed since. */
export function Stage({ stage, up, deploy }: StageProps) {
  const { name, url, deploymentId, deployedAt, description, routes, policy, policyText, settings, edits } = stage;
  return (
    <section class="stage" aria-label={`Stage ${name}`}>
      <h3>
        Stage {name} <code class="soft">{url}</code>
      </h3>
      <p class="soft small">
        Serves deployment {deploymentId}
        {deployedAt !== undefined && ` of ${new Date(deployedAt).toLocaleString("en-GB")}`}
        {description !== undefined && description !== "" && `: ${description}`}
      </p>
      {edits.length > 0 ? (
        <div class="edits">
          <p>
            <b>{sayMany(edits.length, "change")} not served.</b> API Gateway serves what was deployed last, and nothing
            edited since. A deployment lets this stage serve {edits.length === 1 ? "it" : "them"}:
          </p>
          <ul>
            {edits.map((edit) => (
              <EditItem key={edit.says} edit={edit} />
            ))}
          </ul>
          {up !== undefined && (
            <p>
              <code>{up}</code> deploys what it makes, and undoes what differs from its settings. By hand:
            </p>
          )}
          <CommandLine text={deploy} />
        </div>
      ) : (
        <p class="served">Everything is served as it stands: no change since the deployment.</p>
      )}
      <h4>Routes</h4>
      {routes.length === 0 && <p class="soft">None.</p>}
      <ul class="routes">
        {routes.map((route) => (
          <RouteItem key={`${route.method} ${route.path}`} route={route} />
        ))}
      </ul>
      <h4>Resource policy</h4>
      {policy.length === 0 ? (
        <p>None: every address is let in.</p>
      ) : (
        <ul class="sentences">
          {policy.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      {policyText !== undefined && (
        <details>
          <summary>Policy document</summary>
          <CodeText text={policyText} label="Policy document" />
        </details>
      )}
      {settings.length > 0 && (
        <>
          <h4>Settings</h4>
          <Facts facts={settings} />
        </>
      )}
    </section>
  );
}
