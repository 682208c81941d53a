import { UsageError } from "../engine/errors.ts";
import { checkConfig } from "./check-config.ts";
import type { Config, Location } from "./config.ts";
import { IdleError } from "./idle-error.ts";
import { checkExisting, nameIn } from "./existing-resources.ts";
import { isAsked, isStronger, labelIn, type Settings, type Source } from "./sources.ts";
import { settingNames } from "./table.ts";
import { tagsOf } from "./tags.ts";
import { valuesOf } from "./values.ts";

/** Everything about the proxy, resolved once: what is given, and the defaults. Throws a UsageError for what does not go together.
 * `whole`: all that is remembered is among the settings, so that what is of no use by itself is refused, too. */
export function resolveConfig(settings: Settings, place: Location, { whole = true } = {}): Config {
  const { onDemand: _, ...values } = valuesOf(withoutEnded(settings));
  checkExisting(values.streamArn, settings, place.region);
  const named = {
    ...values,
    streamName: nameIn(values.streamArn) ?? values.streamName,
    roleName: nameIn(values.roleArn) ?? values.roleName,
  };
  const config = { ...named, ...place, mode: modeOf(settings), tags: tagsOf(named) };
  try {
    checkConfig(config, settings);
  } catch (error) {
    if (whole || !(error instanceof IdleError)) throw error;
  }
  return config;
}

/** What the state file remembers of this run: all that was asked this time, and what that ends. */
export function toRemember(settings: Settings, state: Source): Record<string, unknown> {
  const asked = settingNames.filter((name) => name !== "name" && isAsked(settings[name]));
  const ended = (["streamArn", "roleArn"] as const).filter((name) => ends(settings, name));
  return {
    ...Object.fromEntries(asked.map((name) => [name, settings[name]?.stored])),
    ...Object.fromEntries(ended.map((name) => [name, ""])),
    // A number of shards ends what was remembered of --on-demand.
    ...(state.onDemand === true && modeOf(settings) === "PROVISIONED" && { onDemand: false }),
  };
}

/** A name that is asked for now ends the use of an existing resource that was asked for then. */
const adoptions = { streamArn: "streamName", roleArn: "roleName" } as const;

function ends(settings: Settings, arn: keyof typeof adoptions): boolean {
  return settings[arn]?.from === "state" && settings[arn].value !== undefined && isAsked(settings[adoptions[arn]]);
}

function withoutEnded(settings: Settings): Settings {
  const { streamArn, roleArn, ...others } = settings;
  return {
    ...others,
    ...(streamArn !== undefined && !ends(settings, "streamArn") && { streamArn }),
    ...(roleArn !== undefined && !ends(settings, "roleArn") && { roleArn }),
  };
}

/** The strongest source that says --on-demand or a number of shards decides; within one source --on-demand does. */
function modeOf(settings: Settings): Config["mode"] {
  const { onDemand, shards } = settings;
  if (onDemand === undefined) return shards === undefined ? undefined : "PROVISIONED";
  if (shards !== undefined && isStronger(shards, onDemand)) return "PROVISIONED";
  if (onDemand.value === true && shards?.from === onDemand.from && isAsked(shards))
    throw new UsageError(
      `${labelIn(settings, "shards")} and ${labelIn(settings, "onDemand")} exclude each other: an on-demand stream chooses its own shards.`,
      "Leave one of them out.",
    );
  return onDemand.value === true ? "ON_DEMAND" : "PROVISIONED";
}
