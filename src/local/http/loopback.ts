/** Is this IP address one of this machine alone? */
export function isLoopback(address: string): boolean {
  return /^(?:(?:::ffff:)?127\.|::1$)/.test(address);
}
