// Fails the build when a script would import another one: its address in the script would lack the digest.
import type { Plugin } from "vite";

export function separate(): Plugin {
  return {
    name: "openward-separate",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk" && (!file.isEntry || file.imports.length || file.dynamicImports.length)) {
          this.error(`${file.fileName} is shared or imports another script: keep app and map apart`);
        }
      }
    },
  };
}
