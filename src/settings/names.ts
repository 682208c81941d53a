import type { SettingName } from "./table.ts";

/** `streamName` is --stream-name. */
export function flagName(name: SettingName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `streamName` is KINESIS_PROXY_STREAM_NAME. */
export function envName(name: SettingName): string {
  return `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
