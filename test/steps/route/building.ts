import { onTestFinished } from "vitest";
import type { Config } from "../../../src/settings/config.ts";
import type { Context } from "../../../src/steps/context.ts";
import { converge } from "../../../src/engine/run/converge.ts";
import { startLocal } from "../../../src/local/index.ts";
import { api, method } from "../../../src/steps/index.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { knownRole } from "../../helpers/known-steps.ts";
import { clientsOf } from "../../local/clients.ts";

/** A context on a local AWS of its own that has our REST API and its method. */
export async function building(config: Partial<Config>): Promise<Context> {
  const local = await startLocal();
  const clients = clientsOf(local);
  onTestFinished(async () => {
    Object.values(clients).forEach((client) => client.destroy());
    await local.close();
  });
  const credentials = "arn:aws:iam::000000000000:role/orders";
  const role = { ...knownRole, ids: { ...knownRole.ids, arn: credentials } };
  const ctx: Context = { ...fakeContext({ region: "ap-northeast-2", ...config }, { known: { role } }), clients };
  await converge(api, ctx);
  await converge(method, ctx);
  return ctx;
}

/** All that can be asked for. */
export const wanted: Partial<Config> = {
  batchPath: "/in/batch",
  cors: ["https://a.example", "https://b.example"],
  schema: '{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}',
};
