/** Empties a terminal, and begins at its top. */
export const CLEAR_SCREEN = "\u001b[H\u001b[2J";
