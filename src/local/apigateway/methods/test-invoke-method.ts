import { testInvoke } from "../../account/deployed.ts";
import { notFound } from "../faults.ts";
import { methodOf, resourceOf } from "../gateway.ts";
import { noIntegration } from "./integrations.ts";
import { operation } from "../operation/operation.ts";
import { list, map } from "../../shape/collection.ts";
import { text } from "../../shape/text.ts";
import { snapshot } from "../deployments/snapshot.ts";

/** TestInvokeMethod: the data plane's run of a method as it is now, deployed or not. */
export const testInvokeMethod = operation({
  name: "TestInvokeMethod",
  route: "POST /restapis/{restApiId}/resources/{resourceId}/methods/{method}",
  ok: 200,
  body: {
    pathWithQueryString: text(),
    body: text(),
    headers: map(text()),
    multiValueHeaders: map(list(text())),
    clientCertificateId: text(),
    stageVariables: map(text()),
  },
  async run(scope, input) {
    const { api, resource: there } = resourceOf(scope, input);
    const name = there.methods.has(input.method) ? input.method : "ANY";
    methodOf(scope, { ...input, method: name });
    const definition = snapshot(scope, api, "");
    const resource = definition.resources.find(({ id }) => id === input.resourceId);
    const method = resource?.methods[name];
    if (resource === undefined) throw notFound("Invalid Resource identifier specified");
    if (method === undefined) throw noIntegration();
    const [path, query = ""] = splitOnce(input.pathWithQueryString || resource.path);
    const single = Object.entries(input.headers ?? {}).map(([name, value]) => [name, [value]] as const);
    const invoked = await scope.account.corner(testInvoke, "").run({
      scope,
      api: definition,
      resource,
      method,
      path,
      query,
      headers: { ...Object.fromEntries(single), ...input.multiValueHeaders },
      body: input.body ?? "",
      stageVariables: input.stageVariables ?? {},
    });
    const { status, body, log, latency, headers: multiValueHeaders } = invoked;
    const headers = Object.fromEntries(
      Object.entries(multiValueHeaders).flatMap(([name, values]) => {
        const last = values.at(-1);
        return last === undefined ? [] : [[name, last] as const];
      }),
    );
    return { status, body, headers, multiValueHeaders, log, latency };
  },
});

function splitOnce(text: string): readonly [string, string?] {
  const at = text.indexOf("?");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
