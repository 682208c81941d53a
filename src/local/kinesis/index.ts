import { jsonService } from "../protocols/json.ts";
import type { Service } from "../account/scope.ts";
import { operations } from "./operations.ts";

export { kinesisSettings } from "./settings.ts";
export type { KinesisSettings } from "./settings.ts";

export const kinesisOperations: readonly string[] = Object.keys(operations);

/** Kinesis Data Streams, kept in memory: the streams of an account, by region. */
export const kinesis: Service = jsonService("Kinesis_20131202", operations);
