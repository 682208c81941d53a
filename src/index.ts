export { down, plan, readRecords, send, status, tail, up } from "./cli/library/library.ts";
export type {
  Answer,
  Percentiles,
  PlanAnswer,
  ProxyAnswer,
  SendAnswer,
  SentMany,
  SentOne,
  StatusAnswer,
  StepAnswer,
} from "./cli/library/library-answers.ts";
export type {
  DownOptions,
  Event,
  PlanOptions,
  ProxyOptions,
  ProxySettings,
  ReadOptions,
  SendOptions,
  TailOptions,
  UpOptions,
} from "./cli/library/library-options.ts";
export type { DecodedRecord } from "./engine/decoded-record.ts";
export { CliError } from "./engine/errors.ts";
export { startLocal, type Local, type LocalOptions } from "./local/index.ts";
