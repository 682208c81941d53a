/** Parameters of a Query request by their flat names, such as `Tags.member.1.Key`. */
export class Form {
  readonly #values: ReadonlyMap<string, string>;
  #names: readonly string[] | undefined;

  /** The parameters of a query string and a form-encoded body together; the body wins. */
  constructor(query: string, body: string) {
    this.#values = new Map([...new URLSearchParams(query), ...new URLSearchParams(body)]);
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** Whether there is a parameter of that name, or one within it: `Tags.member.1` is given by `Tags.member.1.Key`. */
  gives(name: string): boolean {
    if (this.#values.has(name)) return true;
    this.#names ??= [...this.#values.keys()].sort();
    const within = `${name}.`;
    return this.#names[firstFrom(this.#names, within)]?.startsWith(within) === true;
  }
}

/** What a form gives under a name, and the names within it; the name "" stands for all of it. */
export class FormValue {
  readonly #form: Form;
  readonly name: string;

  constructor(form: Form, name = "") {
    this.#form = form;
    this.name = name;
  }

  /** "" where the form has only names within this one. */
  get text(): string {
    return this.#form.get(this.name) ?? "";
  }

  member(name: string): FormValue | undefined {
    const full = this.name === "" ? name : `${this.name}.${name}`;
    return this.#form.gives(full) ? new FormValue(this.#form, full) : undefined;
  }
}

/** The index of the first name that does not sort before `name`. */
function firstFrom(sorted: readonly string[], name: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? "") < name) from = middle + 1;
    else to = middle;
  }
  return from;
}
