/** Runs a call that AWS may refuse because it is so already, as when the answer to the first try was lost: then that is success. */
export async function unlessSo(call: () => Promise<unknown>, isSo: () => Promise<boolean>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if ((error as { readonly $fault?: unknown }).$fault !== "client" || !(await isSo())) throw error;
  }
}
