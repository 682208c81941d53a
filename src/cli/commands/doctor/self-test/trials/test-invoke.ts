import { testInvoke } from "../../../../../aws/probe/test-invoke.ts";
import { PROBE_TYPE } from "../../../../../mapping/request/probe.ts";
import { api, method } from "../../../../../steps/index.ts";
import { verdict, type Trial } from "../trial.ts";

/** Whether API Gateway's own test minds the content type, by which the probe's template is chosen, and its query. */
export const testInvoked: Trial = {
  name: "test-invoke",
  what: "TestInvokeMethod with the probe's content type, then with its query",
  expected: "400 by the query: Kinesis refuses what the probe makes",
  run: (lab) =>
    lab.session(async (session) => {
      const there = await api.find(session);
      if (there === undefined) return { result: "unknown", seen: "there is no REST API" };
      session.known.set(api.name, there);
      const found = await method.find(session);
      const at = { restApiId: there.ids.id, resourceId: found?.ids.resourceId ?? "" };
      const ask = (path: string, type: string) =>
        testInvoke(session, at, { path, headers: { "content-type": type }, body: "{}" });
      const byType = await ask("/", PROBE_TYPE);
      const byQuery = await ask("/?kinesis-proxy=probe", "application/json");
      return verdict(
        byQuery.status === 400,
        `${byQuery.status} by the query; ${byType.status} by the content type${byType.status === 200 ? ": it is ignored" : ""}`,
      );
    }),
};
