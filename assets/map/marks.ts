// The marks of places: an icon of the kind on a disc (public places) or a tile (critical infrastructure), so that
// neither colour alone nor shape alone tells them apart. Drawn when the map first asks for one.
import type { Map as CityMap } from "maplibre-gl";

const SIZE = 30;
const COLOURS: Record<string, string> = { "critical-infrastructure": "#24557a" };
const PUBLIC = "#574391";
const SELECTED = "#b4532a";

/** `mark:<family>:<icon>` and, for the selected one, `mark:<family>:<icon>:selected`. */
export function markName(): unknown[] {
  return ["concat", "mark:", ["get", "family"], ":", ["get", "icon"]];
}

async function iconShapes(address: string): Promise<Map<string, string>> {
  const text = await (await fetch(address)).text();
  const symbols = new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("symbol");
  return new Map(Array.from(symbols, (symbol) => [symbol.id, symbol.innerHTML]));
}

function picture(shape: string): Promise<HTMLImageElement> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 16 16" fill="#fff">${shape}</svg>`;
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  });
}

async function drawn(name: string, shapes: Map<string, string>, density: number): Promise<ImageData | null> {
  const [, family = "", icon = "", state] = name.split(":");
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * density;
  const paint = canvas.getContext("2d");
  if (!paint) return null;
  paint.scale(density, density);
  paint.beginPath();
  if (family === "critical-infrastructure") paint.roundRect(2, 2, SIZE - 4, SIZE - 4, 5);
  else paint.arc(SIZE / 2, SIZE / 2, SIZE / 2 - 2, 0, Math.PI * 2);
  paint.fillStyle = state === "selected" ? SELECTED : (COLOURS[family] ?? PUBLIC);
  paint.fill();
  paint.lineWidth = 2;
  paint.strokeStyle = "#fff";
  paint.stroke();
  const shape = shapes.get(icon) ?? shapes.get("geo-alt");
  if (shape) paint.drawImage(await picture(shape), SIZE / 2 - 7.5, SIZE / 2 - 7.5, 15, 15);
  return paint.getImageData(0, 0, canvas.width, canvas.height);
}

export function drawMarksOnDemand(map: CityMap, icons: string): void {
  const shapes = iconShapes(icons);
  const density = Math.min(3, Math.ceil(window.devicePixelRatio || 1) + 1);
  map.setMissingStyleImageResolver(async (name) => {
    if (!name.startsWith("mark:")) return;
    const image = await drawn(name, await shapes, density);
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: density });
  });
}
