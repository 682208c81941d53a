const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["j", "k"], "next, previous request"],
  [["Enter"], "open the request"],
  [["Esc"], "back to the list; out of a field"],
  [["/"], "filter"],
  [["p"], "pause, go on"],
  [["r"], "replay the request"],
  [["e"], "edit and replay"],
  [["c"], "copy as curl"],
  [["m"], "try the mapping template on the request"],
  [["1", "2", "3", "4"], "Requests, Template, Stream, API"],
  [["t"], "dark or light"],
  [["?"], "this help"],
];

const dialogId = "help";

/** Shows the keys. */
export function showHelp(): void {
  document.querySelector<HTMLDialogElement>(`#${dialogId}`)?.showModal();
}

/** The keys, in a dialog. */
export function Help() {
  return (
    <dialog id={dialogId} aria-labelledby="help-title">
      <form method="dialog">
        <h2 id="help-title">Keys</h2>
        <dl class="keys">
          {keys.map(([names, does]) => (
            <div>
              <dt>
                {names.map((name) => (
                  <kbd>{name}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
