import { FileOutput } from "../../protocols/rest-json.ts";
import type { RestApi } from "../definition.ts";
import { badRequest } from "../faults.ts";
import { apiOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import type { StageRecord } from "../stages/stage-definition.ts";
import { stageIn } from "../stages/stage-in.ts";
import { isoSeconds, writeDocument } from "./write-document.ts";
import { writeYaml } from "./write-yaml.ts";

/** GetExport: what a stage serves, as an OpenAPI definition in JSON or YAML. */
export const getExport = operation({
  name: "GetExport",
  route: "GET /restapis/{restApiId}/stages/{stageName}/exports/{exportType}",
  ok: 200,
  query: ["extensions"],
  async run(scope, { restApiId, stageName, exportType, extensions = [] }, _, accept) {
    const api = apiOf(scope, restApiId);
    const stage = stageIn(api, stageName);
    if (exportType !== "oas30" && exportType !== "swagger") {
      throw badRequest(`Invalid export type specified: ${exportType}. Valid options are oas30, swagger`);
    }
    const asked = new Set(extensions.flatMap((one) => one.split(",")));
    const { description, version, createdDate, endpointConfiguration } = api.record;
    const all = asked.has("apigateway");
    const manner = {
      isSwagger: exportType === "swagger",
      integrations: all || asked.has("integrations"),
      authorizers: all || asked.has("authorizers"),
      settings: all,
      description,
      version: version ?? isoSeconds(createdDate),
      vpcEndpointIds: endpointConfiguration.vpcEndpointIds,
      documentation: all || asked.has("documentation") ? documentationOf(api, stage.record) : undefined,
    };
    const written: unknown = JSON.parse(JSON.stringify(writeDocument(stage.live, manner)));
    const isYaml = accept?.includes("yaml") === true;
    const body = isYaml ? await writeYaml(written) : JSON.stringify(written, null, 2);
    const file = `${exportType}_${manner.version}.${isYaml ? "yaml" : "json"}`;
    return new FileOutput(body, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${file}"`,
    });
  },
});

function documentationOf({ documentationVersions }: RestApi, { documentationVersion = "" }: StageRecord) {
  return documentationVersions.get(documentationVersion);
}
