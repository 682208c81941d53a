import { knownRegions } from "../../../../aws/endpoint/regions.ts";
import { ok, warning, type Check } from "../check.ts";

/** The region: named, and one that is known. */
export const region: Check = {
  name: "region",
  title: "Region",
  needs: ["settings"],
  async run(patient) {
    const there = await patient.region();
    if (knownRegions.includes(there) || /^(cn|us-gov|us-iso\w*|eu-iso\w*|eusc)-/.test(there))
      return ok(`Region ${there}`);
    return warning(
      `The region ${there} is not one that this version knows.`,
      `Is it spelled right? See them all with: aws account list-regions --query "Regions[].RegionName"`,
    );
  },
};
