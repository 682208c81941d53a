import { queryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { oneOf } from "../../shape/text.ts";
import { allOf } from "../kind.ts";
import { identityKinds } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { findPolicy, policyArnResource } from "../policy.ts";
import type { Identity } from "../store.ts";

/** The roles, users and groups that have a policy attached or as their boundary. */
export const listEntitiesForPolicy = queryOperation(
  "ListEntitiesForPolicy",
  {
    PolicyArn: required(parameter.policyArn),
    EntityFilter: oneOf("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"),
    PathPrefix: parameter.pathPrefix,
    PolicyUsageFilter: oneOf("PermissionsPolicy", "PermissionsBoundary"),
    ...parameter.paging,
  },
  (scope, input) => {
    const { arn } = findPolicy(scope, input.PolicyArn);
    const uses = ({ attached, boundary }: Identity): boolean =>
      (input.PolicyUsageFilter !== "PermissionsBoundary" && attached.includes(arn)) ||
      (input.PolicyUsageFilter !== "PermissionsPolicy" && boundary === arn);
    const users = identityKinds
      .filter(({ word }) => (input.EntityFilter ?? word) === word)
      .flatMap((kind) =>
        allOf<Identity>(kind, scope.account, input.PathPrefix)
          .filter(uses)
          .map(({ name, id }) => ({ word: kind.word, name, id })),
      );
    const { items, end } = page(users, input, ({ word, name }) => `${word}/${name}`);
    const shown = identityKinds.map(({ word }) => {
      const members = items.filter((one) => one.word === word);
      return [`Policy${word}s`, members.map(({ name, id }) => ({ [`${word}Name`]: name, [`${word}Id`]: id }))] as const;
    });
    return { ...Object.fromEntries(shown), ...end };
  },
  policyArnResource,
);
