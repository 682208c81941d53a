import { Fault } from "../../fault.ts";
import type { QueryOperation } from "../../protocols/query.ts";
import { required } from "../../shape/structure.ts";
import { save } from "../kind.ts";
import type { IdentityKind } from "../kinds.ts";
import { page } from "../page.ts";
import * as parameter from "../parameters.ts";
import { countedLength, encodedDocument, permissionsPolicy } from "../documents/policy-document.ts";
import type { Identity } from "../store.ts";
import { about, change } from "./about.ts";

/** The operations on the inline policies of a kind. */
export function inlinePolicies<T extends Identity>(kind: IdentityKind<T>): readonly QueryOperation[] {
  const { word, noun, mostInline } = kind;
  const byName = { PolicyName: required(parameter.policyName) };
  const absent = (name: string): Fault =>
    new Fault("NoSuchEntity", `The ${noun} policy with name ${name} cannot be found.`, 404);
  return [
    change(
      kind,
      `Put${word}Policy`,
      { ...byName, PolicyDocument: required(parameter.document) },
      ({ account }, one, input) => {
        const inline = new Map(one.inline).set(input.PolicyName, permissionsPolicy(input.PolicyDocument));
        const characters = [...inline.values()].reduce((sum, each) => sum + countedLength(each), 0);
        if (characters > mostInline) {
          const message = `Maximum policy size of ${mostInline} bytes exceeded for ${noun} ${one.name}`;
          throw new Fault("LimitExceeded", message, 409);
        }
        save(kind, account, { ...one, inline });
        return undefined;
      },
    ),
    about(kind, `Get${word}Policy`, byName, (_, one, { PolicyName }) => {
      const document = one.inline.get(PolicyName);
      if (document === undefined) throw absent(PolicyName);
      return { [`${word}Name`]: one.name, PolicyName, PolicyDocument: encodedDocument(document) };
    }),
    change(kind, `Delete${word}Policy`, byName, ({ account }, one, { PolicyName }) => {
      const inline = new Map(one.inline);
      if (!inline.delete(PolicyName)) throw absent(PolicyName);
      save(kind, account, { ...one, inline });
      return undefined;
    }),
    about(kind, `List${word}Policies`, parameter.paging, (_, one, input) => {
      const { items, end } = page([...one.inline.keys()].sort(), input, (name) => name);
      return { PolicyNames: items, ...end };
    }),
  ];
}
