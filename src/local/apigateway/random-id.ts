import { randomBytes, randomInt } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Lower-case letters and digits, as API Gateway makes its ids. */
export function randomId(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** An API key's value: 40 letters and digits. */
export function randomKeyValue(): string {
  return randomBytes(60).toString("base64").replaceAll(/[+/=]/g, "").padEnd(40, "0").slice(0, 40);
}
