import { integer, list, optional, structure, text } from "../protocols/fields.ts";
import type { Field } from "../protocols/fields.ts";

const nameCharacters = /[\w+=,.@-]+/;

function named(member: string, max: number): Field<string> {
  const sentence = `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`;
  return text({ min: 1, max, pattern: nameCharacters, sentence });
}

/** Parameters that many operations of IAM have, with the limits of its API. */
export const roleName = named("roleName", 64);
export const policyName = named("policyName", 128);
export const userName = named("userName", 64);
export const policyArn = text({ min: 20, max: 2048 });
export const versionId = text({ pattern: /v[1-9][0-9]*(\.[A-Za-z0-9-]*)?/ });
export const rolePath = text({
  min: 1,
  max: 512,
  pattern: /(\u002F)|(\u002F[\u0021-\u007E]+\u002F)/,
  sentence:
    "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
});
export const policyPath = text({
  min: 1,
  max: 512,
  pattern: /((\/[A-Za-z0-9.,+@=_-]+)*)\//,
  sentence:
    "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
});
export const pathPrefix = optional(text({ min: 1, max: 512, pattern: /\u002F[\u0021-\u007F]*/ }));
export const document = text({
  min: 1,
  max: 131_072,
  pattern: /[\t\n\r\u0020-\u00FF]+/,
  sentence: "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.",
});
// oxlint-disable-next-line no-control-regex -- AWS's own pattern, which its message quotes
export const roleDescription = text({ max: 1000, pattern: /[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*/ });
export const policyDescription = text({ max: 1000 });
export const sessionSeconds = integer({ min: 3600, max: 43_200 });

const tagKey = text({ min: 1, max: 128, pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]+/u });
const tagValue = text({ max: 256, pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u });
export const tagList = list(structure({ Key: tagKey, Value: tagValue }));
export const tagKeys = list(tagKey);

/** The two parameters of every list operation. */
export const paging = {
  Marker: optional(text({ min: 1, max: 320, pattern: /[\u0020-\u00FF]+/ })),
  MaxItems: optional(integer({ min: 1, max: 1000 })),
};
