export { queryCodes as cloudwatchCodes } from "./faults.ts";
export { cloudwatchOperations } from "./operations.ts";
export { cloudwatchSettings } from "./rates.ts";
