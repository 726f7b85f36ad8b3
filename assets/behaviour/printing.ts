// <button data-print> prints the page; disclosures of "why this number" are opened for it and closed again.
export function printOnRequest(page: Document): void {
  page.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) window.print();
  });
}
