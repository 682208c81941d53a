import { render } from "preact";
import { App } from "./shell/app.tsx";
import { readLook } from "./shell/look.ts";
import { follow } from "./state/live.ts";
import { listenToKeys } from "./state/use-keys.ts";

const root = document.querySelector("#app");
if (root !== null) {
  readLook();
  listenToKeys();
  render(<App />, root);
  void follow();
}
