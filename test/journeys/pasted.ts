import { expect } from "vitest";
import { signed } from "../../src/aws/http/sign.ts";
import type { Clients } from "./world.ts";
import { post } from "./world.ts";

/** The words of a command line as a shell reads them: plain, or between single quotes. */
export function shellWords(line: string): readonly string[] {
  const words = line.match(/(?:[^\s'\\]|\\.|'[^']*')+/g) ?? [];
  return words.map((word) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, one?: string) => quoted ?? one ?? ""),
  );
}

/** Sends what a printed curl line would send; the status of the answer. */
export async function paste(line: string, { apigateway }: Pick<Clients, "apigateway">): Promise<number> {
  const [curl, ...words] = shellWords(line);
  expect(curl).toBe("curl");
  const headers: Record<string, string> = {};
  let [body, url, sigv4] = ["", "", ""];
  for (let at = 0; at < words.length; at += 1) {
    const [word, value = ""] = [words[at], words[at + 1]];
    if (word === "-H") headers[value.split(": ")[0]!.toLowerCase()] = value.split(": ")[1]!;
    else if (word === "-d") body = value;
    else if (word === "--aws-sigv4") sigv4 = value;
    else if (word !== "--user") {
      url = word!;
      continue;
    }
    at += 1;
  }
  if (sigv4 === "") return (await post(url, body, headers)).status;
  expect(sigv4).toBe("aws:amz:ap-northeast-2:execute-api");
  const session = { clients: { apigateway }, config: { region: "ap-northeast-2" }, clock: { now: () => Date.now() } };
  return (await post(url, body, await signed(session as never, url, headers, Buffer.from(body)))).status;
}
