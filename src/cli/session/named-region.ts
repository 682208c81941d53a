import { UsageError } from "../../engine/errors.ts";
import type { IO } from "../../report/io.ts";
import type { FileSettings } from "../../settings/file/settings-file.ts";
import type { GlobalOptions } from "../global-flags.ts";

/** The region from flag, environment, settings file or state file; undefined when none names one. */
export function namedRegion(
  options: GlobalOptions,
  file: FileSettings,
  env: IO["env"],
  state: string | undefined,
): string | undefined {
  const given = [
    ["", options.region],
    [" (AWS_REGION)", env["AWS_REGION"]],
    [" (AWS_DEFAULT_REGION)", env["AWS_DEFAULT_REGION"]],
    [' ("region" in kinesis-proxy.json)', typeof file.region === "string" ? file.region : undefined],
    [" (in the state file)", state],
  ] as const;
  const [from = "", region] = given.find(([, one]) => one !== undefined && one !== "") ?? [];
  if (options.region === "" || (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)))
    throw new UsageError(
      options.region === "" ? `"" is not an AWS region.` : `"${region}"${from} is not an AWS region.`,
      "Regions look like ap-northeast-2 or eu-west-1.",
    );
  return region;
}
