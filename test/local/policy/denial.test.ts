import { expect, test } from "vitest";
import { deniedWords, denialOf, denialWords, verdictOf } from "../../../src/local/policy/denial.ts";
import type { Denial, Rulings } from "../../../src/local/policy/denial.ts";

// The forms of "Troubleshoot access denied error messages" in IAM's user guide.
test.each<[Denial["by"], string, string]>([
  [
    "identity",
    "because no identity-based policy allows the a:B action",
    "with an explicit deny in an identity-based policy",
  ],
  [
    "boundary",
    "because no permissions boundary allows the a:B action",
    "with an explicit deny in a permissions boundary",
  ],
  ["session", "because no session policy allows the a:B action", "with an explicit deny in a session policy"],
  [
    "resource",
    "because no resource-based policy allows the a:B action",
    "with an explicit deny in a resource-based policy",
  ],
])("a refusal by %s says so", (by, silent, explicit) => {
  expect(denialWords({ by, explicit: false }, "a:B")).toBe(silent);
  expect(denialWords({ by, explicit: true }, "a:B")).toBe(explicit);
});

const silent = (by: Denial["by"]): Denial => ({ by, explicit: false });
const deny = (by: Denial["by"]): Denial => ({ by, explicit: true });

test.each<[Rulings, Denial | undefined, string]>([
  [{ identity: "allowed" }, undefined, "allowed"],
  [{ identity: "allowed", boundary: "allowed", session: "allowed" }, undefined, "allowed"],
  [{ identity: "none" }, silent("identity"), "none"],
  [{ identity: "denied" }, deny("identity"), "denied"],
  [{ identity: "allowed", boundary: "none" }, silent("boundary"), "none"],
  [{ identity: "none", boundary: "denied" }, deny("boundary"), "denied"],
  [{ identity: "none", boundary: "none", session: "none" }, silent("identity"), "none"],
  [{ identity: "allowed", session: "none" }, silent("session"), "none"],
  [{ identity: "allowed", boundary: "none", session: "denied" }, deny("session"), "denied"],
])("%j is refused by one kind of policies, explicit denies first", (rulings, denial, verdict) => {
  expect(denialOf(rulings)).toEqual(denial);
  expect(verdictOf(rulings)).toBe(verdict);
});

test("who has no policies to tell of is refused by those of the identity", () => {
  expect(deniedWords({ arn: "arn:me", allows: () => false }, "a:B", "arn:it")).toBe(
    "User: arn:me is not authorized to perform: a:B on resource: arn:it because no identity-based policy allows the a:B action",
  );
});
