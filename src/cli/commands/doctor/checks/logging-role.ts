import { setLoggingRole } from "../../../../watch/diagnose/logging-role.ts";
import { loggingRole as own, ownRoleExists, roleExists } from "../../../../steps/watch/logging-role.ts";
import { isLogged } from "../../../../steps/watch/watched.ts";
import { failed, ok, warning, type Check } from "../check.ts";

/** The role by which API Gateway writes the logs that are asked for. */
export const loggingRole: Check = {
  name: "logging-role",
  title: "Logging role",
  needs: ["caller", "api-gateway"],
  async run(patient) {
    const ctx = await patient.context();
    if (!isLogged(ctx.config)) return [];
    const set = await setLoggingRole(ctx.clients);
    if (set !== undefined && (await roleExists(ctx, set))) return ok(`API Gateway logs by ${set}`);
    const { name, arn } = own(ctx);
    if (!(await ownRoleExists(ctx)) && (await roleExists(ctx, arn)))
      return failed(
        `API Gateway has no role to write logs with, and the role ${name} was not made by kinesis-proxy.`,
        `Set it, if it is the right one: aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=${arn}`,
      );
    const what =
      set === undefined ? "has no role to write logs with" : `is to write logs with ${set}, which is not there`;
    return warning(
      `API Gateway ${what}, for all APIs in ${ctx.config.region}.`,
      `"kinesis-proxy up" makes one: ${name}.`,
    );
  },
};
