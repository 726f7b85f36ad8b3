// One file with every icon that pages show, as symbols: assets/icons.txt names them, Bootstrap Icons draws them.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

export function iconNames(): string[] {
  const lines = readFileSync("assets/icons.txt", "utf8").split("\n");
  return lines.map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
}

function symbol(name: string): string {
  const svg = readFileSync(`node_modules/bootstrap-icons/icons/${name}.svg`, "utf8");
  const inside = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  return `<symbol id="${name}" viewBox="0 0 16 16">${inside.replace(/\s+/g, " ").trim()}</symbol>`;
}

export function icons(): Plugin {
  return {
    name: "openward-icons",
    generateBundle() {
      const source = `<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">${iconNames().map(symbol).join("\n")}</svg>\n`;
      this.emitFile({ type: "asset", fileName: "icons.svg", source });
    },
  };
}
