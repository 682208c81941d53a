import { defaultRegion } from "../../aws/create-clients.ts";
import type { Config } from "../../settings/config.ts";
import { UsageError } from "../../engine/errors.ts";
import type { IO } from "../../report/io.ts";
import { idShapes } from "../../steps/index.ts";
import { readState } from "../../state/read-state.ts";
import type { StateDocument } from "../../state/state-document.ts";
import type { GlobalOptions } from "../global-flags.ts";
import { withState, type Source } from "../../settings/sources.ts";
import { namedRegion } from "./named-region.ts";
import { LOCAL_REGION } from "./place.ts";
import { resolveConfig } from "../../settings/resolve-config.ts";
import { checkSchema } from "./check-schema.ts";
import { whichProxy, type WhichProxy } from "./which-proxy.ts";

/** What is asked of a proxy. */
export interface Asked extends WhichProxy {
  /** What the state file says; undefined when there is none. */
  readonly before: StateDocument | undefined;
  readonly region: string;
  /** From flags, environment, settings file and state file. */
  readonly config: Config;
}

/** Reads the state file and resolves all settings, without a call to AWS. Throws a `UsageError` when nothing names a region. */
export async function askedOf(which: WhichProxy, io: IO, options: GlobalOptions): Promise<Asked> {
  const { place } = which;
  const otherwise = async () => (place.local ? LOCAL_REGION : ((await defaultRegion(place.profile)) ?? noRegion()));
  // Without a state file, the tags of the REST API may have the rest.
  return resolved(which, io, options, { otherwise, recalls: true });
}

/** The settings of a command that calls no AWS, so that any region will do where none is named. */
export async function offlineConfig(
  io: IO,
  options: GlobalOptions & Source,
  otherwise?: (place: WhichProxy["place"]) => Promise<string>,
): Promise<Config> {
  return (await offlineAsked(io, options, otherwise)).config;
}

/** The same, with what gives each of them. */
export async function offlineAsked(
  io: IO,
  options: GlobalOptions & Source,
  otherwise: (place: WhichProxy["place"]) => Promise<string> = () => Promise.resolve(LOCAL_REGION),
): Promise<Asked> {
  const which = await whichProxy(io, options);
  return resolved(which, io, options, { otherwise: () => otherwise(which.place), recalls: false });
}

async function resolved(
  which: WhichProxy,
  io: IO,
  options: GlobalOptions,
  { otherwise, recalls }: { readonly otherwise: () => Promise<string>; readonly recalls: boolean },
): Promise<Asked> {
  const before = await readState(which.path, idShapes);
  const settings = withState(which.settings, before?.settings ?? {});
  await checkSchema(settings);
  const region = namedRegion(options, which.file, io.env, before?.region) ?? (await otherwise());
  return {
    ...which,
    before,
    settings,
    region,
    config: resolveConfig(
      settings,
      { region, endpoint: which.place.endpoint },
      { whole: before !== undefined || !recalls },
    ),
  };
}

function noRegion(): never {
  throw new UsageError("There is no region.", "Pass --region, or set AWS_REGION. To try without an account: --local.");
}
