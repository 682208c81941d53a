import { members } from "./check-file.ts";
import { placeTable } from "../place-table.ts";
import { entries, settingNames } from "../table.ts";

/** The JSON Schema of kinesis-proxy.json, by which an editor completes and checks it. */
export function fileSchema(): object {
  const properties = Object.entries(members).map(([name, { schema }]) => {
    const description = descriptions[name];
    return [name, description === undefined ? schema : { description, ...schema }];
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "kinesis-proxy.json",
    description: "Settings of kinesis-proxy: an HTTP endpoint in front of a Kinesis data stream.",
    type: "object",
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

const descriptions: Readonly<Record<string, string>> = Object.fromEntries([
  ...settingNames.map((name) => {
    const { help, usually } = entries[name];
    return [name, usually === undefined ? help : `${help} (${usually})`];
  }),
  ...Object.entries(placeTable).map(([name, { flag }]) => [name, flag.text]),
]);
