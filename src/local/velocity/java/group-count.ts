/** How many capturing groups a Java pattern has. */
export function groupCount(pattern: string): number {
  return pattern.replace(/\\Q.*?(?:\\E|$)|\\.|\[(?:\\.|[^\]])*\]/gs, "").match(/\((?!\?)|\(\?<(?![=!])/g)?.length ?? 0;
}
