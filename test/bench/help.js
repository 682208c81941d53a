import { bin, ms, node, sideBySide, tell, times } from "./program.js";

/** How long a user waits for `--help`, next to Node.js doing nothing. */
export async function help() {
  const [ours, nothing] = await sideBySide(
    15,
    () => node([bin, "--help"]),
    () => node(["-e", "0"]),
  );
  tell("--help", ms(ours), `${times(ours / nothing)} of node -e 0, ${ms(nothing)}`, "at most 2x");
}
