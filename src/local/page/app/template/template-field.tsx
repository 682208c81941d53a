import { useRef } from "preact/hooks";
import type { RenderResult } from "../../api.ts";

interface TemplateFieldProps {
  readonly text: string;
  readonly fault: RenderResult["fault"];
  readonly onText: (text: string) => void;
}

/** The field for the template, with its line numbers; the line of a fault is marked. */
export function TemplateField({ text, fault, onText }: TemplateFieldProps) {
  const numbers = useRef<HTMLDivElement>(null);
  const lines = text.split("\n").length;
  return (
    <>
      <div class="field">
        <div class="numbers" ref={numbers} aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <span class={fault?.line === index + 1 ? "faulty" : undefined}>{index + 1}</span>
          ))}
        </div>
        <textarea
          class="code"
          aria-label="Mapping template"
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : "fault"}
          wrap="off"
          spellcheck={false}
          autocapitalize="off"
          rows={Math.min(Math.max(lines + 1, 12), 40)}
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
          onScroll={(event) => {
            if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      {fault !== undefined && (
        <p id="fault" class="bad">
          {fault.line !== undefined &&
            `Line ${fault.line}${fault.column === undefined ? "" : `, column ${fault.column}`}: `}
          {fault.message}
        </p>
      )}
    </>
  );
}
