export { kinesisThrottled } from "./call.ts";
export { memoryCorner } from "./memory-limit.ts";
export { kinesisOperations } from "./operations.ts";
export { kinesisSettings } from "./settings.ts";
export type { KinesisSettings } from "./settings.ts";
export { publishFailure } from "./stream-metrics.ts";
