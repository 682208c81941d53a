import { shellWord } from "../../engine/shell-word.ts";

/** A command of the AWS CLI (`kms list-aliases`) that goes where this program's own calls go. */
export function awsCli(
  command: string,
  { region, endpoint }: { readonly region: string; readonly endpoint: string | undefined },
): string {
  return `aws ${command} --region ${region}${endpoint === undefined ? "" : ` --endpoint-url ${endpoint}`}`;
}

/** How to come by a KMS key that is not there: the command that makes it under its alias, or one, and the one that lists them. */
export function keyHint(alias: string | undefined, place: Parameters<typeof awsCli>[1]): string {
  const list = `Or take one that is there: ${awsCli("kms list-aliases", place)}`;
  if (alias === undefined) return `Make one: ${awsCli("kms create-key", place)} ${list}`;
  const made = awsCli("kms create-key --query KeyMetadata.KeyId --output text", place);
  const named = `kms create-alias --alias-name ${shellWord(alias)} --target-key-id "$(${made})"`;
  return `Make it: ${awsCli(named, place)} ${list}`;
}
