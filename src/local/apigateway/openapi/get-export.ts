import { badRequest, notFound } from "../faults.ts";
import { apiOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { writeDocument } from "./write-document.ts";

/** GetExport: what a stage serves, as an OpenAPI definition. It is JSON, which is YAML too. */
export const getExport = operation({
  name: "GetExport",
  route: "GET /restapis/{restApiId}/stages/{stageName}/exports/{exportType}",
  ok: 200,
  query: ["extensions"],
  run(scope, { restApiId, stageName, exportType, extensions = [] }) {
    const api = apiOf(scope, restApiId);
    const stage = api.stages.get(stageName);
    if (stage === undefined) throw notFound("Invalid stage identifier specified");
    if (exportType !== "oas30" && exportType !== "swagger") {
      throw badRequest(`Invalid export type specified: ${exportType}. Valid options are oas30, swagger`);
    }
    const asked = extensions.flatMap((one) => one.split(","));
    const { description, version, createdDate } = api.record;
    return writeDocument(stage.live, {
      isSwagger: exportType === "swagger",
      integrations: asked.includes("integrations") || asked.includes("apigateway"),
      settings: asked.includes("apigateway"),
      description,
      version: version ?? new Date(createdDate * 1000).toISOString().replace(".000", ""),
      validatorName: (id) => api.validators.get(id)?.name ?? id,
    });
  },
});
