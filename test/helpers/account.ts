import { GetApiKeysCommand, GetRestApisCommand, GetUsagePlansCommand } from "@aws-sdk/client-api-gateway";
import { ListPoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { ListStreamsCommand } from "@aws-sdk/client-kinesis";
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
  nothingElse(ctx);
}

/** An account in which nothing but what a test tells of carries our tag. */
export function nothingElse({ aws }: Pick<FakeContext, "aws">): void {
  aws.kinesis.on(ListStreamsCommand).resolves({});
  aws.iam.on(ListRolesCommand).resolves({});
  aws.iam.on(ListPoliciesCommand).resolves({});
  aws.apigateway.on(GetApiKeysCommand).resolves({});
  aws.apigateway.on(GetUsagePlansCommand).resolves({});
}
