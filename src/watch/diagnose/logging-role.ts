import { GetAccountCommand } from "@aws-sdk/client-api-gateway";
import type { Clients } from "../../aws/clients.ts";

/** The role by which API Gateway writes logs in the region; undefined for none. */
export async function setLoggingRole({ apigateway }: Pick<Clients, "apigateway">): Promise<string | undefined> {
  const { cloudwatchRoleArn } = await apigateway.send(new GetAccountCommand({}));
  return cloudwatchRoleArn || undefined;
}
