// <button command="show-modal" commandfor="id"> is HTML's own; this does the same in browsers that lack it.
export function openDialogs(page: Document): void {
  if ("command" in HTMLButtonElement.prototype) return;
  page.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[commandfor]");
    const dialog = button && page.getElementById(button.getAttribute("commandfor") ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button?.getAttribute("command") === "close") dialog.close();
    else dialog.showModal();
  });
}
