import { Fault } from "../../fault.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { save } from "../kind.ts";
import type { IdentityKind } from "../kinds.ts";
import * as parameter from "../parameters.ts";
import { policyToAttach } from "../policy.ts";
import type { Identity } from "../store.ts";
import { change } from "./about.ts";

/** The operations on the permissions boundary of a kind. */
export function boundaries<T extends Identity>(kind: IdentityKind<T>): readonly QueryOperation[] {
  const { word } = kind;
  return [
    change(
      kind,
      `Put${word}PermissionsBoundary`,
      { PermissionsBoundary: required(parameter.policyArn) },
      (scope, one, { PermissionsBoundary: boundary }) => {
        policyToAttach(scope, boundary);
        save(kind, scope.account, { ...one, boundary });
        return undefined;
      },
    ),
    change(kind, `Delete${word}PermissionsBoundary`, {}, ({ account }, one) => {
      if (one.boundary === undefined) {
        throw new Fault("NoSuchEntity", `${word} ${one.name} does not have a permissions boundary.`, 404);
      }
      save(kind, account, { ...one, boundary: undefined });
      return undefined;
    }),
  ];
}
