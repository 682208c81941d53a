const key = "kinesis-proxy.look";

/** Takes up the look that somebody chose here before: dark, light, or as the system has it. */
export function readLook(): void {
  document.documentElement.style.colorScheme = localStorage.getItem(key) ?? "";
}

/** From dark to light, and back. */
export function turnLook(): void {
  const style = document.documentElement.style;
  const now = style.colorScheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  style.colorScheme = now === "dark" ? "light" : "dark";
  localStorage.setItem(key, style.colorScheme);
}
