import { GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { FakeContext } from "./fake-context.ts";

/** Lets STS say who calls, which every session asks first. */
export function signedIn(ctx: Pick<FakeContext, "aws">): void {
  ctx.aws.sts.on(GetCallerIdentityCommand).resolves({
    Account: "111122223333",
    Arn: "arn:aws:iam::111122223333:user/ana",
    UserId: "AIDA",
  });
  ctx.aws.apigateway.on(GetRestApisCommand).resolves({});
}
