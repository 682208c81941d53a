import { oneOf } from "../../shape/text.ts";

/** How a definition meets what is there. */
export const putMode = oneOf("merge", "overwrite");
