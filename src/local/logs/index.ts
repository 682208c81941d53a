export { logsOperations } from "./operations.ts";
export { sinkOf } from "./sink.ts";
export { logsStore } from "./store.ts";
