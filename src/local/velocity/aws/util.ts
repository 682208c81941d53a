import { TemplateError } from "../template-error.ts";
import { JsonSyntaxError, parseJson } from "../values/json-parse.ts";
import type { JavaObject, Value } from "../values/value.ts";
import { escapeJavaScript } from "./escape-java-script.ts";
import { encodable } from "../java/encodable.ts";
import { urlDecode, urlEncode } from "./url-encoding.ts";

const functions: Readonly<Record<string, (text: string) => Value>> = {
  escapeJavaScript,
  parseJson: (text) => {
    try {
      return parseJson(text);
    } catch (error) {
      if (error instanceof JsonSyntaxError) throw new TemplateError(`$util.parseJson: ${error.message}`);
      throw error;
    }
  },
  urlEncode,
  urlDecode,
  base64Encode: (text) => base64(encodable(text)),
  base64Decode: (text) => Buffer.from(text, "base64").toString("utf8"),
};

/** `$util`: the six functions of API Gateway. Null gives "". */
export const util: JavaObject = {
  property: () => null,
  call: (name, args) => {
    const [text] = args;
    const work = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (work === undefined || args.length !== 1 || text === undefined) return undefined;
    if (text === null) return "";
    return typeof text === "string" ? work(text) : undefined;
  },
  print: () => "",
};

const scratch = Buffer.allocUnsafeSlow(65_536);

/** Most texts need no memory of their own on the way: UTF-8 takes three bytes at most for each unit. */
function base64(text: string): string {
  if (text.length * 3 > scratch.length) return Buffer.from(text).toString("base64");
  return scratch.toString("base64", 0, scratch.write(text));
}
