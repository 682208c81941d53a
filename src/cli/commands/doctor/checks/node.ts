import { failed, ok, warning, type Check } from "../check.ts";

/** The oldest that this package runs on, as `engines` in package.json has it. */
const oldest = [20, 19] as const;
/** The oldest that still gets fixes. https://github.com/nodejs/release#release-schedule */
const supported = 22;

/** The version of Node.js. */
export const node: Check = {
  name: "node",
  title: "Node.js",
  needs: [],
  async run({ nodeVersion }) {
    const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
      return failed(
        `Node.js ${nodeVersion} is too old: ${oldest.join(".")} or newer is needed.`,
        "Install a newer one, such as with: nvm install --lts",
      );
    // Odd ones end after months.
    return major < supported
      ? warning(
          `Node.js ${nodeVersion} works, but gets no fixes any more.`,
          "Install a newer one, such as with: nvm install --lts",
        )
      : ok(`Node.js ${nodeVersion}`);
  },
};
