import { isIPv4 } from "node:net";
import { s3Fault } from "../faults.ts";

/** Throws InvalidBucketName for a name that no bucket can have. */
export function checkBucketName(name: string): void {
  const fine =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !isIPv4(name) &&
    !/^(?:xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (!fine) throw s3Fault("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName: name });
}
