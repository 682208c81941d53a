import type { LiveMethodSetting, LiveStage } from "../../account/deployed.ts";

/** A method's own settings come before those for all methods. */
export function settingsOf({ methodSettings }: LiveStage, path: string, httpMethod: string): LiveMethodSetting {
  const own = `${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${httpMethod}`;
  return { ...methodSettings["*/*"], ...methodSettings[own] };
}
