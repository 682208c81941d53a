import { keyTrouble, streamKeyState } from "../../../endpoint/stream-key-state.ts";
import { failed, ok, warning, type Check } from "../check.ts";

/** The key that encrypts the stream: there, and usable. */
export const kms: Check = {
  name: "kms",
  title: "KMS key",
  needs: ["caller"],
  async run(patient) {
    const ctx = await patient.context();
    const key = await streamKeyState(ctx);
    if (key === undefined) return [];
    if (key === "unknown")
      return {
        result: "skipped",
        text: "KMS key: not checked, it needs: kinesis:DescribeStreamSummary",
        needs: "permissions",
      };
    const { id, found } = key;
    const trouble = keyTrouble(id, found, ctx.config);
    if (trouble !== undefined) return failed(...trouble);
    switch (found.type) {
      case "denied":
        return warning(
          `The state of the KMS key ${id} cannot be seen (kms:DescribeKey).`,
          "Allow it, in the key's own policy too.",
        );
      case "unknown":
        return warning(`KMS does not tell the state of ${id}: ${found.message}`, "Emulators have a part of AWS only.");
      case "there":
      case "missing":
        return ok(`KMS key ${id} is enabled`);
    }
  },
};
