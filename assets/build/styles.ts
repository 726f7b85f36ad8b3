// Sass to style sheets: left to right, and for those named in `mirrored` right to left as well (by rtlcss, as Bootstrap
// itself does). MapLibre's is not: it places marks and popups by coordinates of the screen.
// Addresses inside stay as they are written: Django's manifest storage gives them their digests.
import { resolve } from "node:path";
import { transform } from "lightningcss";
import rtlcss from "rtlcss";
import { compile } from "sass";
import type { Plugin } from "vite";

// Bootstrap 5.3 is written in the older Sass; it says so itself.
const BOOTSTRAPS_SASS = ["import", "global-builtin", "color-functions", "if-function"] as const;

function small(name: string, css: string): Uint8Array {
  return transform({ filename: name, code: new TextEncoder().encode(css), minify: true }).code;
}

export function styles(names: string[], mirrored: string[]): Plugin {
  return {
    name: "openward-styles",
    generateBundle() {
      for (const name of names) {
        const { css } = compile(resolve("assets/styles", `${name}.scss`), {
          loadPaths: ["node_modules"],
          quietDeps: true,
          silenceDeprecations: [...BOOTSTRAPS_SASS],
        });
        this.emitFile({ type: "asset", fileName: `${name}.css`, source: small(name, css) });
        if (mirrored.includes(name)) {
          this.emitFile({ type: "asset", fileName: `${name}.rtl.css`, source: small(name, rtlcss.process(css)) });
        }
      }
    },
  };
}
