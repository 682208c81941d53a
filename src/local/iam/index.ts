export { evaluateRole, managedStatements } from "./evaluate.ts";
export { iamOperations } from "./operations.ts";
export { permissionsPolicy } from "./policy-document.ts";
export { iamCorner } from "./store.ts";
export type { Role } from "./store.ts";
export { settledRole, trusts } from "./trust.ts";
