import { secretLine } from "../handshake/secrets.ts";
import { jsonContent } from "../vtl-text.ts";

/** Adds a name and its text to the members of a JSON object in `$variable`, with `$comma` between them. */
export function pairLines(variable: string, name: string, reference: string): readonly string[] {
  return [
    `#set($label = "${name}")`,
    `#set($label = ${jsonContent("$label")})`,
    `#set($value = "${reference}")`,
    `#set($value = ${jsonContent("$value")})`,
    `#set($${variable} = "$${variable}$comma$q$label$q:$q$value$q")`,
    `#set($comma = ',')`,
  ];
}

/** Velocity lines that set `$query` to the members of a JSON object with the query's parameters, decoded, and `$parameters` to the map of
 * them. `$q` is a quotation mark. API Gateway shows templates the last value of a repeated one. `hidden`: the name of
 * one that is left out. */
export function queryMemberLines(hidden: string | undefined): readonly string[] {
  const pair = pairLines("query", "$name", "$!parameters.get($name)");
  return [
    ...(hidden === undefined ? [] : [secretLine("handshakeTokenName", hidden)]),
    `#set($parameters = $input.params().get('querystring'))`,
    `#set($query = '')`,
    `#set($comma = '')`,
    `#foreach($name in $parameters.keySet())`,
    ...(hidden === undefined ? pair : [`#if($name != $handshakeTokenName)`, ...pair, `#end`]),
    `#end`,
  ];
}
