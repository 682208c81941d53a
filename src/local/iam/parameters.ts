import { list } from "../shape/collection.ts";
import { integer } from "../shape/scalar.ts";
import type { Shape } from "../shape/shape.ts";
import { required, structure } from "../shape/structure.ts";
import { tagKey, tagValue } from "../shape/tag-texts.ts";
import { text } from "../shape/text.ts";

const nameCharacters = String.raw`[\w+=,.@-]+`;

function named(member: string, max: number): Shape<string> {
  const remark = `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`;
  return text({ min: 1, max, pattern: nameCharacters, remark });
}

/** Parameters that many operations of IAM have, with the limits of its API. */
export const roleName = named("roleName", 64);
export const policyName = named("policyName", 128);
export const userName = named("userName", 64);
export const existingUserName = named("userName", 128);
export const groupName = named("groupName", 128);
export const instanceProfileName = named("instanceProfileName", 128);
export const policyArn = text({ min: 20, max: 2048 });
export const versionId = text({ pattern: String.raw`v[1-9][0-9]*(\.[A-Za-z0-9-]*)?` });
export const entityPath = text({
  min: 1,
  max: 512,
  pattern: String.raw`(\u002F)|(\u002F[\u0021-\u007E]+\u002F)`,
  remark:
    "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
});
export const policyPath = text({
  min: 1,
  max: 512,
  pattern: String.raw`((\/[A-Za-z0-9.,+@=_-]+)*)\/`,
  remark:
    "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
});
export const pathPrefix = text({ min: 1, max: 512, pattern: String.raw`\u002F[\u0021-\u007F]*` });
export const document = text({
  min: 1,
  max: 131_072,
  pattern: String.raw`[\t\n\r\u0020-\u00FF]+`,
  remark: "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.",
});
export const roleDescription = text({
  max: 1000,
  pattern: String.raw`[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`,
});
export const policyDescription = text({ max: 1000 });
export const accessKeyId = text({ min: 16, max: 128, pattern: String.raw`[\w]+` });
export const status = text({ values: ["Active", "Inactive"] });
export const sessionSeconds = integer({ min: 3600, max: 43_200 });

export const tagList = list(structure({ Key: required(tagKey), Value: required(tagValue) }));
export const tagKeys = list(tagKey, { min: 0, max: 50 });

/** The two parameters of every list operation. */
export const paging = {
  Marker: text({ min: 1, max: 320, pattern: String.raw`[\u0020-\u00FF]+` }),
  MaxItems: integer({ min: 1, max: 1000 }),
};
