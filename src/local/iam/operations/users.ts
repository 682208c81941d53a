import { Fault } from "../../fault.ts";
import { queryOperation } from "../../protocols/query.ts";
import * as parameter from "../parameters.ts";

/** There are no users here but the account's root, which has neither a name nor a path. */
export const getUser = queryOperation(
  "GetUser",
  { UserName: parameter.userName },
  ({ account, caller, partition }, { UserName }) => {
    if (UserName !== undefined) {
      throw new Fault("NoSuchEntity", `The user with name ${UserName} cannot be found.`, 404);
    }
    if (!caller.arn.endsWith(":root")) {
      throw new Fault("ValidationError", "Must specify userName when calling with non-User credentials");
    }
    const arn = `arn:${partition}:iam::${account.id}:root`;
    return { User: { UserId: account.id, Arn: arn, CreateDate: new Date(0) } };
  },
  ({ account, partition }, { UserName }) => `arn:${partition}:iam::${account.id}:user/${UserName ?? ""}`,
);
