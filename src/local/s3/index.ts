export { s3Operations } from "./operations.ts";
export { s3Service } from "./s3-service.ts";
