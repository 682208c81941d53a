import { awsCli, keyHint } from "./aws-cli.ts";
import { isFault } from "../faults.ts";

/** Where the call went. */
type Place = Parameters<typeof awsCli>[1];

interface Words {
  readonly message: string;
  readonly hint: string;
}

/** What each error of KMS means that Kinesis passes on, and what to do. `ask` is the permission that was asked for. */
const meanings: Readonly<
  Record<string, (ask: string, place: Place, said: string) => { readonly what: string; readonly hint: string }>
> = {
  KMSAccessDenied: (ask) => ({
    what: `this caller has no ${ask} for the stream's KMS key`,
    hint: `Allow ${ask} on the key, in the caller's policy or the key's own, or use other credentials (--profile).`,
  }),
  KMSDisabled: (_, place, said) => ({
    what: "the stream's KMS key is disabled",
    hint: `Enable it, and run the same command again: ${awsCli(`kms enable-key --key-id ${keyIn(said)}`, place)}`,
  }),
  KMSInvalidState: (_, place, said) => ({
    what: "the state of the stream's KMS key does not allow it",
    hint:
      `See its state: ${awsCli(`kms describe-key --key-id ${keyIn(said)}`, place)}. ` +
      'A key that is to be deleted can be kept with "aws kms cancel-key-deletion".',
  }),
  KMSNotFound: (ask, place, said) =>
    ask === "kms:DescribeKey"
      ? {
          what: "there is no such KMS key",
          hint: keyHint(/(alias\/[\w/-]+) is not found/.exec(said)?.[1], place),
        }
      : {
          what: "the stream's KMS key is not there",
          hint: "Is the key of another region or account? What a deleted key encrypted is lost.",
        },
  KMSOptInRequired: () => ({
    what: "this account has no access to AWS KMS",
    hint: "Sign the account up for AWS KMS, or use other credentials (--profile).",
  }),
  KMSThrottling: () => ({
    what: "AWS KMS is asked too often",
    hint: "Something else uses the key too often. Run the same command again later.",
  }),
};

/** Does the error come from KMS, which guards the records of an encrypted stream? */
export function isKms(error: unknown): boolean {
  return Object.keys(meanings).some((name) => isFault(error, name));
}

/** Such an error in a sentence and a hint; `call` is what was called, such as `kinesis:GetRecords`, and where. */
export function explainKms(error: Error, call: string | undefined, place: Place): Words | undefined {
  const [, meaning] = Object.entries(meanings).find(([name]) => isFault(error, name)) ?? [];
  if (meaning === undefined) return undefined;
  const reads = /:(GetRecords|GetShardIterator|SubscribeToShard)$/.test(call ?? "");
  const ask = reads ? "kms:Decrypt" : call?.includes(":Put") === true ? "kms:GenerateDataKey" : "kms:DescribeKey";
  const { what, hint } = meaning(ask, place, error.message);
  const done = reads ? "The records are encrypted and cannot be read" : `${call ?? "The call"} failed`;
  const text = error.message.replace(/\s+/g, " ").trim();
  return { message: `${done}: ${what}${text === "" ? "." : ` (${text.replace(/\.$/, "")}).`}`, hint };
}

/** The key that AWS's words name. */
function keyIn(said: string): string {
  return /arn:[^:\s]+:kms:\S*:key\/[\w-]+/.exec(said)?.[0] ?? "KEY";
}
