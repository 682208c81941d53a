export { s3Operations } from "./operations.ts";
export { openDirectory } from "./store/directory/open-directory.ts";
export { storeOf } from "./store/store.ts";
export { s3Service } from "./s3-service.ts";
