import type { Account } from "../../account/account.ts";
import type { Caller } from "../../account/scope.ts";

/** What CloudWatch Logs needs of the rest of this AWS. */
export interface LogsPlatform {
  /** The role as CloudWatch Logs assumes it on behalf of a log group or destination; undefined when it may not. */
  assume(
    where: { readonly account: Account; readonly region: string },
    roleArn: string,
    sourceArn: string,
  ): Caller | undefined;
  /** Puts a record into a stream or delivery stream. Throws Fault. */
  put(
    as: { readonly account: Account; readonly caller: Caller },
    targetArn: string,
    data: Buffer,
    partitionKey: string,
  ): Promise<void>;
}
