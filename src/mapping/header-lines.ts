import { vtlText } from "./vtl-text.ts";

/** Velocity lines that set each variable (named without its dollar sign) to the value of a request header; "" for none. Header names
 * match in any case, and a query parameter of the same name is ignored. */
export function headerLines(wanted: Readonly<Record<string, string>>): readonly string[] {
  const entries = Object.entries(wanted);
  if (entries.length === 0) return [];
  return [
    // $input.params("header") would be a query parameter called "header", if there is one.
    `#set($headers = $input.params().get('header'))`,
    ...entries.map(([variable]) => `#set($${variable} = '')`),
    `#foreach($name in $headers.keySet())`,
    ...entries.map(
      ([variable, header]) =>
        `#if($name.equalsIgnoreCase(${vtlText(header)}))#set($${variable} = $headers.get($name))#end`,
    ),
    `#end`,
  ];
}
