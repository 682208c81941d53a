import { UsageError } from "../../../engine/errors.ts";
import { presetNames } from "../../../settings/presets.ts";
import type { Source } from "../../../settings/sources.ts";
import { DEFAULT_NAME, type SettingName } from "../../../settings/table.ts";

/** What flags and answers say: settings, and the region. */
export type Answers = Source & { readonly region?: string | undefined };

/** Something that most people decide. */
export interface Question {
  /** It is not asked where one of these is known. */
  readonly settles: readonly (SettingName | "region")[];
  readonly text: string;
  /** What an empty answer means, in words. */
  readonly usually: string;
  /** What the answer says, which is not empty. */
  readonly says: (answer: string) => Answers;
}

const isYes = (answer: string): boolean => /^y(es)?$/i.test(answer);
const isNo = (answer: string): boolean => /^no?$/i.test(answer);

/** The questions, in the order in which they are asked. */
export const questions: readonly Question[] = [
  {
    settles: ["name"],
    text: "Name of the proxy",
    usually: DEFAULT_NAME,
    says: (name) => ({ name }),
  },
  {
    settles: ["region"],
    text: "AWS region",
    usually: "that of AWS_REGION, or of the profile",
    says: (region) => ({ region }),
  },
  {
    settles: ["preset"],
    text: `A sender that is known (${presetNames.join(", ")})`,
    usually: "none",
    says: (preset) => ({ preset }),
  },
  {
    settles: ["shards", "onDemand", "streamArn"],
    text: "Shards of the stream: a number, or on-demand",
    usually: "1",
    says: (answer) => (/^on.?demand$/i.test(answer) ? { onDemand: true } : { shards: answer }),
  },
  {
    settles: ["apiKey", "auth", "allowIps"],
    text: "Who may call: anybody, key, iam, or addresses such as 203.0.113.0/24",
    usually: "anybody",
    says: whoMayCall,
  },
  {
    settles: ["archive"],
    text: "Keep every record in S3, too? y, or s3://BUCKET/PREFIX",
    usually: "no",
    says: (answer) => (isNo(answer) ? {} : { archive: isYes(answer) ? true : answer }),
  },
  {
    settles: ["accessLog", "alarms"],
    text: "An access log, and alarms in CloudWatch? y",
    usually: "no",
    says: (answer) => {
      if (isYes(answer)) return { accessLog: true, alarms: true };
      if (isNo(answer)) return {};
      throw new UsageError(`"${answer}" is neither yes nor no.`, "Answer y or n.");
    },
  },
];

function whoMayCall(answer: string): Answers {
  switch (answer.toLowerCase()) {
    case "anybody":
    case "anyone":
      return {};
    case "key":
      return { apiKey: true };
    case "iam":
      return { auth: "iam" };
  }
  return { allowIps: answer.split(/[\s,]+/) };
}
