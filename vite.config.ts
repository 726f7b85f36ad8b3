// Builds what browsers load into src/openward/static: one script and one style sheet for every page, and one more of
// each for pages with a map. Names carry no digest: Django's manifest storage adds it when files are collected, so no
// script may import another (a digest inside a script would not follow).
import { defineConfig } from "vite";
import { copies } from "./assets/build/copies.ts";
import { icons } from "./assets/build/icons.ts";
import { separate } from "./assets/build/separate.ts";
import { styles } from "./assets/build/styles.ts";

export default defineConfig({
  plugins: [styles(["app", "map"], ["app"]), icons(), copies(), separate()],
  publicDir: false,
  build: {
    outDir: "src/openward/static",
    emptyOutDir: false, // tools/fonts.py writes there too
    target: "es2022",
    modulePreload: false,
    license: { fileName: "licences.md" },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: { app: "assets/app.ts", map: "assets/map.ts" },
      output: { entryFileNames: "[name].js" },
    },
  },
});
