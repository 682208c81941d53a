// Builds dist/page/: the page of the local AWS, one script and one stylesheet.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";

/** Builds the page; what the bundler says of it. */
export async function buildPage(root) {
  const app = join(root, "src/local/page/app");
  const page = join(root, "dist/page");
  const { output } = await build({
    cwd: root,
    input: { page: "src/local/page/app/main.tsx" },
    platform: "browser",
    tsconfig: false,
    transform: { target: "es2023", jsx: { runtime: "automatic", importSource: "preact" } },
    output: { dir: join(page, "assets"), format: "esm", minify: true, comments: { legal: true } },
    logLevel: "warn",
  });
  mkdirSync(join(page, "assets"), { recursive: true });
  copyFileSync(join(app, "index.html"), join(page, "index.html"));
  copyFileSync(join(app, "icon.svg"), join(page, "assets/icon.svg"));
  const styles = readdirSync(join(app, "style")).sort();
  writeFileSync(
    join(page, "assets/page.css"),
    styles.map((file) => short(readFileSync(join(app, "style", file), "utf8"))).join(""),
  );
  return output;
}

/** A stylesheet without its comments and indents. */
function short(css) {
  return css.replace(/\/\*[^]*?\*\/\s*/g, "").replace(/\n\s*/g, "");
}
