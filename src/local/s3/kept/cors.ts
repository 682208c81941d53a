import { malformedXml, s3Fault } from "../faults.ts";
import { keptSetting } from "./kept-setting.ts";

const most = 100;

/** Which web pages may call the bucket. */
export const corsOperations = keptSetting({
  put: "PutBucketCors",
  get: "GetBucketCors",
  remove: "DeleteBucketCors",
  about: "cors",
  root: "CORSConfiguration",
  members: {
    "CORSRule+": {
      "ID?": "text",
      "AllowedHeader*": "text",
      "AllowedMethod+": "text",
      "AllowedOrigin+": "text",
      "ExposeHeader*": "text",
      "MaxAgeSeconds?": "number",
    },
  },
  may: ["s3:GetBucketCORS", "s3:PutBucketCORS"],
  needsSum: true,
  check(document) {
    const rules = document.all("CORSRule");
    if (rules.length > most) throw malformedXml();
    const methods = rules.flatMap((rule) => rule.all("AllowedMethod").map(({ text }) => text));
    const odd = methods.find((method) => !["GET", "PUT", "HEAD", "POST", "DELETE"].includes(method));
    if (odd === undefined) return;
    throw s3Fault("InvalidRequest", `Found unsupported HTTP method in CORS config. Unsupported method is ${odd}`);
  },
  without: ["NoSuchCORSConfiguration", "The CORS configuration does not exist"],
});
