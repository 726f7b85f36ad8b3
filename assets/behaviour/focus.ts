// Whoever works by keyboard stays where they were when a part of the page is taken away or replaced under them: what
// keeps its id keeps the focus (htmx sees to that), and for the rest the neighbour takes it.
type Place = Array<{ parent: Element; at: number }>; // from the focused element outwards

const WORKS = "a[href], button, input:not([type=hidden]), select, textarea, summary";

function placeOf(focused: Element): Place {
  const place: Place = [];
  for (let child = focused; child.parentElement; child = child.parentElement) {
    place.push({ parent: child.parentElement, at: Array.from(child.parentElement.children).indexOf(child) });
  }
  return place;
}

function neighbour(place: Place): HTMLElement | null {
  const there = place.find(({ parent }) => parent.isConnected);
  const beside = there?.parent.children;
  const next = beside?.[Math.min(there!.at, beside.length - 1)] ?? there?.parent.closest("main") ?? null;
  return next?.querySelector<HTMLElement>(WORKS) ?? (next as HTMLElement | null);
}

export function keepFocus(page: Document): void {
  let watch: MutationObserver | null = null;
  // htmx tells the end of a swap to what it took away, where nobody hears it: so the page itself is watched.
  page.addEventListener("htmx:before:swap", () => {
    watch?.disconnect();
    const focused = page.activeElement;
    if (!focused || focused === page.body) return;
    const place = placeOf(focused);
    watch = new MutationObserver(() => {
      if (focused.isConnected) return;
      watch?.disconnect();
      if (page.activeElement !== page.body) return;
      const next = neighbour(place);
      if (next && !next.matches(WORKS)) next.tabIndex = -1;
      next?.focus();
    });
    watch.observe(page.body, { childList: true, subtree: true });
  });
}
