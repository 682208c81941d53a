import { oneOf } from "../../shape/text.ts";
import { badRequest } from "../faults.ts";

const sizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"] as const;

/** The size of a stage's cache, in GB. */
export const cacheSize = oneOf(...sizes);

/** Throws BadRequestException where a patch names no size of a cache. */
export function checkCacheSize(size: string): void {
  if (!sizes.some((one) => one === size)) throw badRequest(`Invalid cache cluster size specified: ${size}`);
}
