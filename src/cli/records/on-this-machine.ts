/** Is the endpoint on this machine? When nothing listens there, nothing will soon. */
export function onThisMachine(endpoint: string | undefined): boolean {
  return endpoint !== undefined && /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(endpoint).hostname);
}
