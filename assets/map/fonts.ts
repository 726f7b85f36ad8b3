// The fonts of labels are those of the page: each @font-face of our style sheets with its range of letters. MapLibre
// fetches one when a label first needs it, so no glyph server is asked and no fallback is cached by mistake.
import type { FontFacesSpecification } from "@maplibre/maplibre-gl-style-spec";

export const LABEL_FONT = "Noto Sans";

export function fontFaces(page: Document): FontFacesSpecification {
  const faces: { url: string; "unicode-range": string[] }[] = [];
  for (const sheet of page.styleSheets) {
    if (!sheet.href?.startsWith(page.location.origin)) continue;
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const face = rule.style;
      const file = /url\("?([^")]+)"?\)/.exec(face.getPropertyValue("src"))?.[1];
      const range = face.getPropertyValue("unicode-range");
      if (file && range) {
        faces.push({ url: new URL(file, sheet.href).href, "unicode-range": range.split(",").map((part) => part.trim()) });
      }
    }
  }
  return { [LABEL_FONT]: faces };
}
