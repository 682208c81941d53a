/** A template that cannot be parsed, or that failed while it was rendered. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TemplateError";
  }
}
