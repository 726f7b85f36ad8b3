// The script of pages with a map: MapLibre with its worker as a file of its own, PMTiles read by ranges, <openward-map>.
import { addProtocol, setWorkerUrl } from "maplibre-gl";
import { Protocol } from "pmtiles";
import { OpenwardMap } from "./map/element";

const worker = document.querySelector<HTMLElement>("openward-map[worker]")?.getAttribute("worker");
if (worker) setWorkerUrl(new URL(worker, document.baseURI).href);
addProtocol("pmtiles", new Protocol().tile);
customElements.define("openward-map", OpenwardMap);
