// One selection for map and list: a row of the list (an element with data-place) and a mark on the map are the same
// place. Rows stay the way in for keyboard and screen reader; the map only follows them.
export interface Chosen {
  id: string;
  position: [number, number] | null;
}

function rowOf(list: Element | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-place="${CSS.escape(id)}"]`) ?? null;
}

export function markRow(list: Element | null, id: string): boolean {
  for (const row of list?.querySelectorAll("[data-place][aria-current]") ?? []) row.removeAttribute("aria-current");
  const row = rowOf(list, id);
  row?.setAttribute("aria-current", "true");
  row?.scrollIntoView({ block: "nearest" });
  return row !== null;
}

/** Tells when a person points at a row, moves focus into it, or presses its [data-show-on-map] button. */
export function followList(list: Element | null, onChoice: (chosen: Chosen, isFirm: boolean) => void): void {
  const chosen = (event: Event, isFirm: boolean) => {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>("[data-place]");
    if (!row?.dataset["place"]) return;
    const [longitude, latitude] = (row.dataset["position"] ?? "").split(",").map(Number);
    const known = Number.isFinite(longitude) && Number.isFinite(latitude) && row.dataset["position"];
    onChoice({ id: row.dataset["place"], position: known ? [longitude!, latitude!] : null }, isFirm);
  };
  list?.addEventListener("pointerover", (event) => chosen(event, false));
  list?.addEventListener("focusin", (event) => chosen(event, false));
  list?.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-show-on-map]")) chosen(event, true);
  });
}
