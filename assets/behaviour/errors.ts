// A form that comes back with errors puts focus on their summary, so that a screen reader reads it first.
export function focusErrorSummary(page: Document): void {
  const focus = () => page.querySelector<HTMLElement>(".error-summary")?.focus();
  focus();
  page.addEventListener("htmx:after:swap", focus);
}
