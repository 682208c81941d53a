/** An HTTP status, coloured by its class; 0 is a connection that was cut. */
export function Status({ status }: { readonly status: number }) {
  const kind = status === 0 || status >= 500 ? "failed" : status >= 400 ? "refused" : "fine";
  return (
    <span class={`status ${kind}`} title={status === 0 ? "The connection was cut" : undefined}>
      {status === 0 ? "cut" : status}
    </span>
  );
}
