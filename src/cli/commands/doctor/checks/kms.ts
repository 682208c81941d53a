import { keyState } from "../../../../watch/diagnose/kms-key.ts";
import { streamKey } from "../../../../steps/stream-key.ts";
import { failed, ok, warning, type Check } from "../check.ts";

/** The key that encrypts the stream: there, and usable. */
export const kms: Check = {
  name: "kms",
  title: "KMS key",
  needs: ["caller"],
  async run(patient) {
    const ctx = await patient.context();
    const key = await streamKey(ctx);
    if (key === undefined) return [];
    if (key === "unknown")
      return {
        result: "skipped",
        text: "KMS key: not checked, it needs: kinesis:DescribeStreamSummary",
        needs: "permissions",
      };
    const id = ctx.config.kmsKey ?? ("alias" in key && key.alias !== undefined ? key.alias : key.arn);
    const found = await keyState(ctx, id);
    switch (found.type) {
      case "missing":
        return failed(
          `There is no KMS key ${id}.`,
          `See what there is: aws kms list-aliases --region ${ctx.config.region}; aws kms create-key makes one.`,
        );
      case "denied":
        return warning(
          `The state of the KMS key ${id} cannot be seen (kms:DescribeKey).`,
          "Allow it, in the key's own policy too.",
        );
      case "unknown":
        return warning(`KMS does not tell the state of ${id}: ${found.message}`, "Emulators have a part of AWS only.");
      case "there":
        return found.state === "Enabled" ? ok(`KMS key ${id} is enabled`) : failed(...unusable(id, found));
    }
  },
};

/** KMS changes no key that is named by an alias: the commands name its id. */
function unusable(
  name: string,
  { state, id }: { readonly state: string; readonly id: string },
): [text: string, hint: string] {
  const text = `The KMS key ${name} cannot be used: its state is ${state}. Kinesis refuses every record.`;
  if (state === "PendingDeletion") return [text, `Keep it: aws kms cancel-key-deletion --key-id ${id}`];
  if (state === "Disabled") return [text, `Enable it: aws kms enable-key --key-id ${id}`];
  return [text, `See why: aws kms describe-key --key-id ${id}`];
}
