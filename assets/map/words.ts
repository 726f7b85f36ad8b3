// What the map says, in the reader's language: written into the page by the server (openward/foundation/maps/words.py).
export type Words = Record<string, string>;

export function wordsOf(element: HTMLElement): Words {
  return JSON.parse(element.getAttribute("words") ?? "{}") as Words;
}

/** `%(count)s places` with its parameter, as Python writes it. */
export function filled(template: string | undefined, parameters: Record<string, string>): string {
  return (template ?? "").replace(/%\((\w+)\)s/g, (_all, name: string) => parameters[name] ?? "");
}

export function mapLibreLocale(words: Words): Record<string, string> {
  return {
    "Map.Title": words["title"] ?? "",
    "NavigationControl.ZoomIn": words["zoom-in"] ?? "",
    "NavigationControl.ZoomOut": words["zoom-out"] ?? "",
    "Popup.Close": words["close"] ?? "",
    "AttributionControl.ToggleAttribution": words["sources"] ?? "",
    "CooperativeGesturesHandler.WindowsHelpText": words["zoom-with-control"] ?? "",
    "CooperativeGesturesHandler.MacHelpText": words["zoom-with-command"] ?? "",
    "CooperativeGesturesHandler.MobileHelpText": words["two-fingers"] ?? "",
  };
}
