import { allResources } from "../../../../steps/ours/all-resources.ts";
import * as steps from "../../../../steps/index.ts";
import { errorLogGroup } from "../../../../steps/archive/layout/error-log.ts";
import { accessLogGroup } from "../../../../steps/watch/log-group/log-group-names.ts";
import type { Session } from "../../../session.ts";
import { methodNames, pathNames } from "../resources/route-resources.ts";
import type { ProxyFacts } from "./proxy-facts.ts";

/** The ids that AWS has given to what is there, by the names of the resources. */
export async function existingIds(session: Session, facts: ProxyFacts): Promise<Readonly<Record<string, string>>> {
  const { known } = session;
  const id = known.get(steps.api)?.ids.id ?? "";
  const resources = id === "" ? [] : await allResources(session, id);
  const at = (path: string): string => resources.find((one) => one.path === path)?.id ?? "";
  const methods = methodNames(facts.routes);
  const key = known.get(steps.key)?.ids;
  return {
    RestApi: id,
    Role: known.get(steps.role)?.ids.name ?? "",
    Policy: known.get(steps.role)?.ids.policyArn ?? "",
    Validator: known.get(steps.schema)?.ids.validatorId ?? "",
    ...Object.fromEntries([...pathNames(facts.routes)].map(([path, name]) => [name, at(path)])),
    ...Object.fromEntries(
      facts.routes.map(({ httpMethod, path }) => [methods.get(`${httpMethod} ${path}`) ?? "", at(path)]),
    ),
    Deployment: known.get(steps.deployment)?.ids.id ?? "",
    ApiKey: key?.id ?? "",
    UsagePlan: key?.usagePlanId ?? "",
    Bucket: known.get(steps.bucket)?.ids.name ?? "",
    ArchiveRole: known.get(steps.archiveRole)?.ids.name ?? "",
    Archive: known.get(steps.archive)?.ids.arn ?? "",
    ArchiveLog: errorLogGroup(session.config),
    AccessLog: accessLogGroup(session),
  };
}
