// Menus are <details class="menu">: this closes them on Escape, on a click elsewhere, and when focus leaves.
const OPEN = "details.menu[open]";

export function closeMenusOutside(page: Document): void {
  const closeAllBut = (kept: Node | null) => {
    for (const menu of page.querySelectorAll<HTMLDetailsElement>(OPEN)) {
      if (!kept || !menu.contains(kept)) menu.open = false;
    }
  };
  page.addEventListener("click", (event) => closeAllBut(event.target as Node));
  page.addEventListener("focusin", (event) => closeAllBut(event.target as Node));
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = (event.target as Element).closest<HTMLDetailsElement>(OPEN);
    closeAllBut(null);
    menu?.querySelector("summary")?.focus();
  });
}
