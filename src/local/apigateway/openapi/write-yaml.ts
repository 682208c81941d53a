/** The document as AWS writes YAML: a start mark, plain keys, texts in double quotes. */
export async function writeYaml(document: unknown): Promise<string> {
  const { stringify } = await import("yaml");
  const style = { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 } as const;
  return `---\n${stringify(document, { ...style, aliasDuplicateObjects: false })}`;
}
