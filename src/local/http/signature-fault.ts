import { createHash } from "node:crypto";

const parameters = ["Credential", "Signature", "SignedHeaders"];

/** What API Gateway's front says of an Authorization header that is no signature, in words that senders of `Bearer …` and `Basic …`
 * have shown; undefined where there is no such header, or nothing is missing in it. */
export function signatureFault(headers: Readonly<Record<string, string>>): string | undefined {
  const { authorization = "" } = headers;
  const [scheme = "", ...rest] = authorization.trim().split(/[\s,]+/);
  if (scheme === "") return undefined;
  const pairs = (rest.length === 0 ? [scheme] : rest).filter((pair) => pair !== "");
  if (pairs.some((pair) => !pair.includes("="))) {
    return (
      "Invalid key=value pair (missing equal-sign) in Authorization header " +
      `(hashed with SHA-256 and encoded with Base64): '${digestOf(authorization)}'.`
    );
  }
  const given = new Set(pairs.filter((pair) => !pair.endsWith("=")).map((pair) => pair.slice(0, pair.indexOf("="))));
  const faults = parameters
    .filter((name) => !given.has(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (headers["x-amz-date"] === undefined && headers["date"] === undefined)
    faults.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (faults.length === 0) return undefined;
  return `${faults.join(" ")} (Hashed with SHA-256 and encoded with Base64) Authorization=${digestOf(authorization)}`;
}

function digestOf(authorization: string): string {
  return createHash("sha256").update(authorization).digest("base64");
}
