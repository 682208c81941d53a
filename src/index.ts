export { down, plan, send, status, up } from "./cli/library/library.ts";
export { readRecords, tail } from "./cli/library/library-reading.ts";
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
  ArchiveOptions,
  DownOptions,
  Event,
  PlanOptions,
  ProxyOptions,
  ProxySettings,
  Queried,
  ReadOptions,
  SendOptions,
  TailOptions,
  UpOptions,
} from "./cli/library/library-options.ts";
export type { ArchivedRecord, DecodedRecord } from "./engine/decoded-record.ts";
export { CliError } from "./engine/errors.ts";
export { startLocal, type Local, type LocalOptions } from "./local/index.ts";
