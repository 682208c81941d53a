export { logsOperations } from "./operations.ts";
export { sinkOf } from "./sink.ts";
export { logsStore } from "./store.ts";
export type { LogsPlatform } from "./subscriptions/platform.ts";
