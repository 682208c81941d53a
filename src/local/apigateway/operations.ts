import { accountOperations } from "./account/operations.ts";
import { restApiOperations } from "./rest-apis/operations.ts";
import type { RestOperation } from "../protocols/rest-json.ts";

/** All operations. */
export const operations: readonly RestOperation[] = [...restApiOperations, ...accountOperations];
