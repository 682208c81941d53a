/** A value of Terraform's language; what is only known when it runs is undefined. */
export type Read = string | number | boolean | undefined | readonly Read[] | { readonly [name: string]: Read };

/** A block with its labels, its attributes and the blocks in it. */
export interface ReadBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: Readonly<Record<string, Read>>;
  readonly blocks: readonly ReadBlock[];
}

/** Reads a configuration as Terraform does: as much of its language as an export writes. Throws where it does not understand. */
export function readHcl(source: string): readonly ReadBlock[] {
  let at = 0;
  const fail = (wanted: string): never => {
    throw new SyntaxError(`${wanted} is missing at: ${source.slice(at, at + 80)}`);
  };
  /** What the pattern finds here. */
  const here = (pattern: RegExp): string | undefined => {
    const sticky = new RegExp(pattern.source, "y");
    sticky.lastIndex = at;
    const found = sticky.exec(source)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const skip = () => here(/(\s+|#[^\n]*)*/);
  const take = (pattern: RegExp): string | undefined => {
    skip();
    return here(pattern);
  };
  const need = (pattern: RegExp): string => take(pattern) ?? fail(String(pattern));

  const quoted = (): Read => {
    const text = need(/"(?:\\.|\$\{[^}]*\}|[^"\\])*"/);
    return /(^|[^$])\$\{/.test(text) ? undefined : (JSON.parse(text) as string).replace(/([$%])\1\{/g, "$1{");
  };
  const heredoc = (): Read => {
    const end = need(/<<\w+\n/).slice(2, -1);
    const length = source.indexOf(`\n${end}\n`, at - 1) + 1 - at;
    const body = source.slice(at, at + length);
    at += length + end.length;
    return /(^|[^$])\$\{/.test(body) ? undefined : body.replace(/([$%])\1\{/g, "$1{");
  };
  const list = (): Read => {
    need(/\[/);
    const all: Read[] = [];
    while (take(/\]/) === undefined) {
      all.push(value());
      take(/,/);
    }
    return all;
  };
  const map = (): Read => {
    need(/\{/);
    const members: [string, Read][] = [];
    while (take(/\}/) === undefined) {
      const name = take(/\w+/) ?? String(quoted());
      need(/=/);
      members.push([name, value()]);
    }
    return Object.fromEntries(members);
  };
  const named = (): Read => {
    const name = need(/[A-Za-z][\w.]*/);
    if (name === "true" || name === "false") return name === "true";
    if (take(/\(/) !== undefined) {
      const given = [value()];
      while (take(/,/) !== undefined) given.push(value());
      need(/\)/);
      const [text] = given;
      if (name === "jsonencode") return text;
      return name === "chomp" && typeof text === "string" ? text.replace(/\n$/, "") : undefined;
    }
    take(/\[0\][\w.]*/);
    if (take(/\?/) !== undefined) {
      value();
      need(/:/);
      value();
    }
    return undefined;
  };
  const value = (): Read => {
    skip();
    if (source.startsWith("<<", at)) return heredoc();
    if (source[at] === '"') return quoted();
    if (source[at] === "[") return list();
    if (source[at] === "{") return map();
    const number = take(/-?\d+(\.\d+)?/);
    return number === undefined ? named() : Number(number);
  };
  const body = (ends: () => boolean): Pick<ReadBlock, "attributes" | "blocks"> => {
    const [attributes, blocks]: [Record<string, Read>, ReadBlock[]] = [{}, []];
    while (!ends()) {
      const name = need(/\w+/);
      if (take(/=(?!=)/) !== undefined) {
        attributes[name] = value();
        continue;
      }
      const labels: string[] = [];
      for (let label = take(/"/); label !== undefined; label = take(/"/)) {
        at -= 1;
        labels.push(String(quoted()));
      }
      need(/\{/);
      blocks.push({ type: name, labels, ...body(() => take(/\}/) !== undefined) });
    }
    return { attributes, blocks };
  };
  return body(() => (skip(), at >= source.length)).blocks;
}
