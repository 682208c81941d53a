import { apiUsage } from "../../../../watch/diagnose/quotas.ts";
import { OWNER_TAG } from "../../../../aws/tags.ts";
import { plan } from "../../../../engine/run/plan.ts";
import { namesIn, refuseMove, refuseRename } from "../../../session/refuse-rename.ts";
import { proxy } from "../../../../steps/index.ts";
import { failed, ok, warning, type Check, type Finding } from "../check.ts";

/** What is there of these names, and whether it can be as it is asked for: the plan of `up`, without what it would do. */
export const names: Check = {
  name: "names",
  title: "Names",
  needs: ["account", "api-gateway"],
  async run(patient) {
    const ctx = await patient.context();
    const before = await patient.before();
    refuseRename(ctx.config, namesIn(before), before);
    refuseMove(ctx.config, before);
    const planned = await plan(proxy, proxy, ctx);
    const blocked: readonly Finding[] = [...planned.values()].flatMap(({ refusal }) =>
      refusal === undefined ? [] : [failed(refusal.message, refusal.hint ?? "Choose another --name.")],
    );
    const { config, clients } = ctx;
    const { names: apis } = await apiUsage(clients);
    const twins = apis.filter(({ name, tags }) => name === config.apiName && tags[OWNER_TAG] !== config.name);
    const others: readonly Finding[] =
      twins.length === 0 || config.apiId !== undefined
        ? []
        : [
            warning(
              `${twins.length === 1 ? "A REST API" : `${twins.length} REST APIs`} of others ${twins.length === 1 ? "is" : "are"} called ${config.apiName}, too (${twins.map(({ id }) => id).join(", ")}).`,
              "CloudWatch adds up the metrics of APIs of one name: choose another with --api-name.",
            ),
          ];
    const all = [...blocked, ...others];
    return all.length > 0 ? all : ok("No name is taken by others");
  },
};
