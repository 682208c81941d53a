import { fileNote } from "../../../../settings/file/settings-file.ts";
import { resolveConfig } from "../../../../settings/resolve-config.ts";
import { checkPolicy } from "../../../session/check-policy.ts";
import { checkSchema } from "../../../session/check-schema.ts";
import { checkTemplate } from "../../../session/check-template.ts";
import { LOCAL_REGION } from "../../../session/place.ts";
import { ok, type Check } from "../check.ts";

/** Flags, environment and kinesis-proxy.json: readable, and going together. */
export const settings: Check = {
  name: "settings",
  title: "Settings",
  needs: [],
  async run(patient) {
    const { settings, file, place, name } = await patient.which();
    await checkSchema(settings);
    const region = await patient.region().catch(() => LOCAL_REGION);
    const config = resolveConfig(settings, { region, endpoint: place.endpoint });
    checkPolicy(config);
    await checkTemplate(config);
    return ok(`Settings of "${name}"${fileNote(file) === undefined ? "" : ", with kinesis-proxy.json"}`);
  },
};
