import type { ApiView, NewRequest } from "../../api.ts";

/** A first request for somebody to send. */
export interface SampleRequest {
  readonly curl: string;
  /** The same, for the page to send; without the key that the endpoint may ask for. */
  readonly request: NewRequest;
  readonly asksForKey: boolean;
}

/** A request that a deployed API stores, of the first route that writes; nothing when there is none. */
export function sampleRequest({ apiId, stageViews, showKey }: ApiView): SampleRequest | undefined {
  for (const { name, url, routes } of stageViews) {
    const route = routes.find(({ method }) => method === "POST") ?? routes.find(({ method }) => method === "ANY");
    if (route === undefined) continue;
    const path = route.path.replaceAll(/\{[^}]+\}/g, "1");
    const body = '{"hello":"world"}';
    const asksForKey = route.demands.some((demand) => /\bAPI key\b/.test(demand));
    const key = asksForKey ? ` -H "x-api-key: ${showKey === undefined ? "KEY" : `$(${showKey})`}"` : "";
    const address = `${url.replace(/\/$/, "")}${path === "/" ? "" : path}`;
    return {
      curl: `curl -H 'Content-Type: application/json'${key} -d '${body}' ${address}`,
      request: {
        apiId,
        stage: name,
        method: "POST",
        path,
        headers: [["Content-Type", "application/json"]],
        body: { encoding: "text", text: body },
      },
      asksForKey,
    };
  }
  return undefined;
}
