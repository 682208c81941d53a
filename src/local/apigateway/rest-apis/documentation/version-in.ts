import type { DocumentationVersion, RestApi } from "../../definition.ts";
import { notFound } from "../../faults.ts";

/** The version of the API's documentation. Throws NotFoundException. */
export function versionIn(
  { documentationVersions }: Pick<RestApi, "documentationVersions">,
  version: string,
): DocumentationVersion {
  const found = documentationVersions.get(version);
  if (found === undefined) throw notFound("Invalid Documentation version specified");
  return found;
}
