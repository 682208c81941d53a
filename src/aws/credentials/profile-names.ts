import { loadSharedConfigFiles } from "@smithy/core/config";

/** The names of the profiles in the AWS config and credentials files of this user. */
export async function profileNames(): Promise<readonly string[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = [...Object.keys(configFile), ...Object.keys(credentialsFile)];
  // Sections of other kinds have their kind in front.
  return [...new Set(names.filter((name) => !/^(sso-session|services)\./.test(name)))].sort();
}
