import { namedText } from "./shapes.ts";

/** The settings that say which AWS is meant. AWS's own variables stand for their flags, and the state file remembers the region. */
export const placeTable = {
  region: { flag: { value: "<region>", text: "AWS region (else AWS_REGION, or the profile's)" }, json: namedText },
  profile: { flag: { value: "<profile>", text: "profile of the AWS credentials" }, json: namedText },
  endpointUrl: { flag: { value: "<url>", text: "another AWS than the real one" }, json: namedText },
} as const;
