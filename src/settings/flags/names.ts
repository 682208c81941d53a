/** `streamName` is --stream-name. */
export function flagName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `streamName` is KINESIS_PROXY_STREAM_NAME. */
export function envName(name: string): string {
  return `KINESIS_PROXY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
