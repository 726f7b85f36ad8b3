// A form that comes back with errors puts focus on their summary, so that a screen reader reads it first.
export function focusErrorSummary(page: Document): void {
  const focus = (within: ParentNode) => within.querySelector<HTMLElement>(".error-summary")?.focus();
  focus(page);
  page.addEventListener("htmx:after:swap", (event) => {
    if (event.target instanceof Element) focus(event.target);
  });
}
