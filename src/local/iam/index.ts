export { evaluateIdentity, managedStatements } from "./evaluate.ts";
export { iamOperations } from "./operations.ts";
export { permissionsPolicy } from "./documents/policy-document.ts";
export { iamCorner } from "./store.ts";
export type { Identity, Role, User } from "./store.ts";
export { keyOwner } from "./user.ts";
export { settledRole, settledUser, trusts } from "./trust.ts";
