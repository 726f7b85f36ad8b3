// allauth's passkey script tells a failure to the console alone; this tells it to the person.
export function tellPasskeyErrors(page: Document): void {
  page.addEventListener("allauth.error", (event) => {
    const note = page.querySelector<HTMLElement>("[data-passkey-error]");
    if (!note) return;
    event.preventDefault();
    note.hidden = false;
  });
}
