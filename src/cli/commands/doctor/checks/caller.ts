import { ok, warning, type Check } from "../check.ts";

/** Who AWS says the caller is. */
export const caller: Check = {
  name: "caller",
  title: "Who am I",
  needs: ["credentials", "endpoint"],
  async run(patient) {
    const [{ place }, { arn, accountId }] = await Promise.all([patient.which(), patient.identity()]);
    const text = `Account ${accountId}, as ${arn}`;
    if (place.endpoint !== undefined || !arn.endsWith(":root")) return ok(text);
    return warning(
      `${text}: the account's root, which may do everything and should do nothing.`,
      'Use a role that may do what "kinesis-proxy doctor --policy" prints.',
    );
  },
};
