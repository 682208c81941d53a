import { UsageError } from "../engine/errors.ts";
import { shellWord } from "../engine/shell-word.ts";
import type { StateDocument } from "./state-document.ts";

/** Whose resources a state file is about. */
export interface StateOwner {
  /** The proxy's name. */
  readonly name: string;
  readonly region: string;
  /** Of another AWS than the real one; undefined for AWS itself. */
  readonly endpoint: string | undefined;
  /** Twelve digits; undefined before AWS was asked. */
  readonly accountId: string | undefined;
}

/** Throws a `UsageError` that says both when the file is about another proxy, region, endpoint or account than this run. */
export function refuseForeign(path: string, document: StateDocument, owner: StateOwner): void {
  const file = `The state file ${path}`;
  if (document.name !== owner.name)
    throw new UsageError(
      `${file} belongs to the proxy "${document.name}", and this run is for "${owner.name}".`,
      `Pass --name ${shellWord(document.name)}, or choose another file with --state.`,
    );
  if (document.region !== owner.region)
    throw new UsageError(
      `${file} belongs to the region ${document.region}, and this run is for ${owner.region}.`,
      `Pass --region ${shellWord(document.region)}, or choose another proxy with --name or another file with --state.`,
    );
  if (origin(document.endpoint) !== origin(owner.endpoint))
    throw new UsageError(
      `${file} belongs to ${place(document.endpoint)}, and this run is for ${place(owner.endpoint)}.`,
      `${document.endpoint === undefined ? "Leave --endpoint-url out" : `Pass --endpoint-url ${shellWord(document.endpoint)}`}, or choose another proxy with --name or another file with --state.`,
    );
  const { accountId } = document;
  if (accountId !== undefined && owner.accountId !== undefined && accountId !== owner.accountId)
    throw new UsageError(
      `${file} belongs to the account ${accountId}, and these credentials are of ${owner.accountId}.`,
      "Choose that account with --profile, or another proxy with --name or another file with --state.",
    );
}

function place(endpoint: string | undefined): string {
  return endpoint === undefined ? "AWS itself" : `the endpoint ${endpoint}`;
}

/** One spelling for endpoints that mean the same. */
function origin(endpoint: string | undefined): string | undefined {
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).href : endpoint;
}
