import { encodedText } from "../vtl-text.ts";

/** The secrets that templates compare. They stand in the deployed templates and nowhere else. */
export const secretNames = ["handshakeTokenName", "handshakeToken", "firehoseKey"] as const;
export type SecretName = (typeof secretNames)[number];
export type Secrets = Readonly<Partial<Record<SecretName, string>>>;

/** The Velocity directive that sets the variable of that name to the secret: always in the form that `secretsIn` reads. */
export function secretLine(name: SecretName, value: string): string {
  return `#set($${name} = ${encodedText(value)})`;
}

const written = new RegExp(String.raw`(\$(${secretNames.join("|")}) = \$util\.urlDecode\(')([^']*)'`, "g");

/** The secrets in these templates. */
export function secretsIn(templates: readonly string[]): Secrets {
  const found = templates.flatMap((template) =>
    [...template.matchAll(written)].map(([, , name = "", value = ""]) => [name, decoded(value)]),
  );
  return Object.fromEntries(found) as Secrets;
}

/** The same text without its secrets, for everything that is shown. */
export function masked(text: string): string {
  return text.replace(written, "$1***'");
}

/** Others may have written something else there. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/** The same text with something else in the place of each secret. */
export function withSecrets(text: string, instead: (name: SecretName) => string): string {
  return text.replace(written, (_all, before: string, name: SecretName, value: string) => {
    return `${before}${name === "handshakeTokenName" ? value : instead(name)}'`;
  });
}
