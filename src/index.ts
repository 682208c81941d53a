export { startLocal, type Local } from "./local/index.ts";
