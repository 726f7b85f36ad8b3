// <button data-print> prints the page; disclosures of "why this number" are opened for it and closed again.
export function printOnRequest(page: Document): void {
  page.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) window.print();
  });
}

// Whoever prints a record, by a button or by the browser's own menu, stands in its history: [data-printed] says where.
export function tellPrints(page: Document): void {
  window.addEventListener("beforeprint", () => {
    const address = page.querySelector<HTMLElement>("[data-printed]")?.dataset.printed;
    const headers = JSON.parse(page.body.getAttribute("hx-headers:inherited") ?? "{}") as Record<string, string>;
    if (!address) return;
    const form = new FormData();
    form.set("csrfmiddlewaretoken", headers["X-CSRFToken"] ?? "");
    navigator.sendBeacon(address, form);
  });
}
