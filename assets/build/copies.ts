// Files that are taken as they are: web fonts, licences, the mark, the welcome picture, MapLibre's worker.
import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

const FONTS = [
  ["noto-sans", /-(latin|latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese|devanagari)-wght-normal\.woff2$/],
  ["noto-sans-arabic", /-arabic-arabic-wght-normal\.woff2$/],
] as const;
const LICENCES = {
  bootstrap: "bootstrap/LICENSE",
  "bootstrap-icons": "bootstrap-icons/LICENSE",
  "noto-sans": "@fontsource-variable/noto-sans/LICENSE",
  "noto-sans-arabic": "@fontsource-variable/noto-sans-arabic/LICENSE",
};
// Chinese, Japanese and Korean letters come from the reader's own machine: their fonts weigh as much as all the others.
const OTHER_SCRIPTS = readdirSync("node_modules/@expo-google-fonts")
  .filter((name) => /^noto-(sans|serif)-/.test(name) && !/-(arabic|devanagari|sc|jp|kr)$/.test(name))
  .sort();

export function copies(): Plugin {
  return {
    name: "openward-copies",
    generateBundle() {
      const copy = (fileName: string, from: string) =>
        this.emitFile({ type: "asset", fileName, source: readFileSync(from) });
      for (const [family, wanted] of FONTS) {
        const folder = `node_modules/@fontsource-variable/${family}/files`;
        const files = readdirSync(folder).filter((file) => wanted.test(file)).sort();
        if (!files.length) this.error(`no web fonts of ${family}`);
        for (const file of files) copy(`webfonts/${file}`, `${folder}/${file}`);
      }
      for (const script of OTHER_SCRIPTS) {
        const folder = `node_modules/@expo-google-fonts/${script}/400Regular`;
        const file = readdirSync(folder).find((name) => name.endsWith(".ttf"));
        copy(`webfonts/${script}.ttf`, `${folder}/${file}`);
      }
      for (const [name, file] of Object.entries(LICENCES)) copy(`licences/${name}.txt`, `node_modules/${file}`);
      copy("mark.svg", "assets/mark.svg");
      copy("city.svg", "assets/city.svg");
      // The manifest storage would look for the source map that the worker names.
      const worker = readFileSync("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", "utf8");
      const source = worker.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
      this.emitFile({ type: "asset", fileName: "map-worker.js", source });
    },
  };
}
