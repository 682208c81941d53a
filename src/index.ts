export { down, tail, up, type ProxyAnswer, type ProxyOptions } from "./cli/library.ts";
export type { DecodedRecord } from "./core/decoded-record.ts";
export { CliError } from "./core/errors.ts";
export { startLocal, type Local, type LocalOptions } from "./local/index.ts";
