import { badRequest } from "../../faults.ts";
import { apiOf } from "../../gateway.ts";
import { readDocument } from "../../openapi/document.ts";
import { putMode } from "../../operation/put-mode.ts";
import { operation } from "../../operation/operation.ts";
import { importParts } from "./import-parts.ts";

/** ImportDocumentationParts: the parts of a definition, in place of the API's (`mode=overwrite`) or merged into them. */
export const importDocumentationParts = operation({
  name: "ImportDocumentationParts",
  route: "PUT /restapis/{restApiId}/documentation/parts",
  ok: 200,
  query: ["mode", "failonwarnings"],
  asked: { mode: putMode },
  payload: true,
  async run(scope, { restApiId, mode }, payload) {
    // AWS has another sentence here than ImportRestApi has.
    const document = await readDocument(payload).catch(() => {
      throw badRequest("Unable to build importer with provided input.");
    });
    const { documentationParts: parts } = apiOf(scope, restApiId);
    const after = new Map(mode?.[0] === "overwrite" ? [] : parts);
    const ids = importParts(after, document);
    parts.clear();
    for (const [id, part] of after) parts.set(id, part);
    return { ids };
  },
});
