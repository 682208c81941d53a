export { firehoseOperations } from "./operations.ts";
export type { FirehosePlatform } from "./platform.ts";
export { firehoseSettings } from "./settings.ts";
