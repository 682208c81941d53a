/** In a plan, the id of what AWS has yet to make. */
export const UNMADE = "-";
