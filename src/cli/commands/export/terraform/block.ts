import { aligned, hcl, type Hcl, type Refer } from "./hcl.ts";

/** The content of a block; what is undefined is left out. */
export type Attributes = Readonly<Record<string, Hcl | undefined>>;

/** A block within another: its name, its content and the blocks in it. */
export type Inner = readonly [string, Attributes, (readonly Inner[])?];

/** A resource of Terraform's provider for AWS. */
export interface Block {
  /** Such as `aws_api_gateway_rest_api`. */
  readonly type: string;
  readonly label: string;
  readonly attributes: Attributes;
  /** Blocks within it, in order. */
  readonly blocks?: readonly Inner[];
  /** Addresses of what must be there before. */
  readonly after?: readonly string[];
  /** Lines of its `lifecycle`. */
  readonly lifecycle?: Attributes;
  /** By which id Terraform takes over what is there; undefined where it cannot. */
  readonly importId?: string | undefined;
}

/** The address of a block, such as `aws_iam_role.role`. */
export function addressOf({ type, label }: Pick<Block, "type" | "label">): string {
  return `${type}.${label}`;
}

/** A block and the import of what is there. */
export function writeBlock(block: Block, refer: Refer, imports: boolean): string {
  const { type, label, attributes, blocks = [], after = [], lifecycle, importId } = block;
  const depends = after.length === 0 ? "" : `\n  depends_on = [\n${after.map((one) => `    ${one},\n`).join("")}  ]\n`;
  const life = lifecycle === undefined ? "" : `\n  lifecycle {\n${lines(lifecycle, refer, 4)}  }\n`;
  const body = `${lines(attributes, refer, 2)}${within(blocks, refer, 2)}${depends}${life}`;
  const taken =
    imports && importId !== undefined
      ? `import {\n  to = ${addressOf(block)}\n  id = ${hcl(importId, refer)}\n}\n\n`
      : "";
  return `${taken}resource "${type}" "${label}" {\n${body}}\n`;
}

function within(blocks: readonly Inner[], refer: Refer, indent: number): string {
  const [outer, inner] = [" ".repeat(indent), indent + 2];
  return blocks
    .map(([name, body, more = []]) => {
      return `\n${outer}${name} {\n${lines(body, refer, inner)}${within(more, refer, inner)}${outer}}\n`;
    })
    .join("");
}

function lines(attributes: Attributes, refer: Refer, indent: number): string {
  const said = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const written = said.map(([name, value]) => [name, hcl(value, refer, indent)] as const);
  return aligned(written, " ".repeat(indent));
}
