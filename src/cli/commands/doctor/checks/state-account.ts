import { refuseForeign } from "../../../../state/belongs.ts";
import { checkAccount } from "../../../../settings/existing-resources.ts";
import type { Check } from "../check.ts";

/** The state file and what settings name are of the caller's account. */
export const stateAccount: Check = {
  name: "account",
  title: "Account of the state file",
  needs: ["state", "caller"],
  async run(patient) {
    const [{ path, name, place }, document, { accountId }] = await Promise.all([
      patient.which(),
      patient.before(),
      patient.identity(),
    ]);
    const region = await patient.region();
    if (document !== undefined) refuseForeign(path, document, { name, region, endpoint: place.endpoint, accountId });
    checkAccount(await patient.config(), accountId);
    return [];
  },
};
