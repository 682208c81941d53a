import { UsageError } from "../engine/errors.ts";
import { arnOf, cidr, nameOf, orNone, urlPath, wholeNumber, yesOrNo } from "./parse.ts";
import { accept, cors, envelope, partitionKey, schema, statuses, words } from "./parse-mapping.ts";
import { parseRespond } from "./respond.ts";

const plain = /^[A-Za-z0-9_.-]+$/;
const plainWords = "letters, digits, dots, hyphens and underscores";

/** How each setting's text becomes its value. A setting's name is also its flag's: streamName is --stream-name. */
export const parsers = {
  name: nameOf("--name", plain, plainWords, 64),
  streamName: nameOf("--stream-name", plain, plainWords, 128),
  roleName: nameOf("--role-name", /^[\w+=,.@-]+$/, "letters, digits and any of _+=,.@-", 64),
  apiName: nameOf("--api-name", /^[\x20-\x7e]+$/, "printable ASCII characters", 255),
  streamArn: orNone(
    arnOf("--stream-arn", /^arn:[\w-]+:kinesis:[\w-]+:\d{12}:stream\/[A-Za-z0-9_.-]{1,128}$/, "a stream"),
  ),
  roleArn: orNone(arnOf("--role-arn", /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, "a role")),
  apiId: orNone(nameOf("--api-id", /^[a-z0-9]+$/, "lower-case letters and digits", 32)),
  shards: wholeNumber("--shards", 1, 10_000),
  onDemand: yesOrNo("--on-demand"),
  retention: wholeNumber("--retention", 24, 8_760),
  kmsKey: nameOf("--kms-key", /^\S+$/, "the characters of a key id, an ARN or alias/NAME", 2_048),
  path: urlPath("--path"),
  auth: (text: string): "NONE" | "AWS_IAM" => {
    if (/^(none|false)$/i.test(text)) return "NONE";
    if (/^(iam|aws_iam)$/i.test(text)) return "AWS_IAM";
    throw new UsageError(`--auth takes none or iam, not "${text}".`);
  },
  apiKey: yesOrNo("--api-key"),
  respond: parseRespond,
  allowIps: (text: string): readonly string[] => (/^(none|false)$/i.test(text) ? [] : allowList(words(text))),
  status: statuses,
  partitionKey,
  batchPath: (text: string): string => (/^(none|false)?$/i.test(text) ? "" : urlPath("--batch-path")(text)),
  accept,
  envelope,
  newline: yesOrNo("--newline"),
  cors,
  schema,
  stage: nameOf("--stage", /^[A-Za-z0-9_-]+$/, "letters, digits, hyphens and underscores", 128),
} as const;

export type SettingName = keyof typeof parsers;

/** Every setting's name. */
export const settingNames = Object.keys(parsers) as readonly SettingName[];

/** Checks a list of addresses: each one, that none is there twice, and that the policy fits. */
export function allowList(texts: readonly string[]): readonly string[] {
  const list = [...new Set(texts.map(cidr))];
  // A resource policy holds 8192 characters; about 420 of them are not addresses.
  const characters = list.reduce((sum, one) => sum + one.length + 3, 420);
  if (characters > 8_192)
    throw new UsageError(
      `${list.length} ranges are too many: a resource policy holds 8192 characters.`,
      "Join neighbouring ranges.",
    );
  return list;
}
