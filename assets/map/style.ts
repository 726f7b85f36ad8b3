// How the base map looks: quiet ground on which the register's places stand out. Its layers are those that
// openward/readers/basemap.py writes: water, rivers, green, buildings, roads, rail, boundaries, places.
import type {
  ExpressionSpecification,
  FilterSpecification,
  FontFacesSpecification,
  LayerSpecification,
  StyleSpecification,
} from "@maplibre/maplibre-gl-style-spec";
import { LABEL_FONT } from "./fonts";

const LAND = "#f3f1ec";
const WATER = "#cfe2ef";
const GREEN = "#dbe6d0";
const BUILDING = "#e3dfd7";
const ROAD = "#ffffff";
const ROAD_EDGE = "#d9d4ca";
const INK = "#3d4854";
const QUIET = "#5b6875";
const SOURCE = "base";

type Layer = LayerSpecification;

function between(...stops: [number, number][]): ExpressionSpecification {
  return ["interpolate", ["exponential", 1.5], ["zoom"], ...stops.flat()] as unknown as ExpressionSpecification;
}

function named(language: string): ExpressionSpecification {
  return ["coalesce", ["get", `name:${language}`], ["get", "name"]];
}

function isClass(...classes: string[]): FilterSpecification {
  return ["in", ["get", "class"], ["literal", classes]];
}

const ROADS: { id: string; classes: string[]; widths: [number, number][]; from: number }[] = [
  { id: "path", classes: ["footway", "path", "cycleway", "steps", "track"], widths: [[14, 0.6], [18, 3]], from: 14 },
  { id: "street", classes: ["unclassified", "residential", "living_street", "pedestrian", "service"], widths: [[12, 0.6], [15, 4], [18, 18]], from: 12 },
  { id: "collector", classes: ["secondary", "tertiary"], widths: [[10, 0.8], [14, 5], [18, 24]], from: 10 },
  { id: "artery", classes: ["motorway", "trunk", "primary"], widths: [[5, 0.6], [10, 1.8], [14, 7], [18, 30]], from: 5 },
];

function roads(): Layer[] {
  const edges: Layer[] = ROADS.filter((road) => road.id !== "path").map((road) => ({
    id: `road-edge-${road.id}`,
    type: "line",
    source: SOURCE,
    "source-layer": "roads",
    minzoom: Math.max(road.from, 9),
    filter: isClass(...road.classes),
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": ROAD_EDGE, "line-width": between(...road.widths.map(([z, w]) => [z, w + 1.6] as [number, number])) },
  }));
  const surfaces: Layer[] = ROADS.map((road) => ({
    id: `road-${road.id}`,
    type: "line",
    source: SOURCE,
    "source-layer": "roads",
    minzoom: road.from,
    filter: isClass(...road.classes),
    layout: { "line-cap": "round", "line-join": "round" },
    paint:
      road.id === "path"
        ? { "line-color": "#c9bfae", "line-width": between(...road.widths), "line-dasharray": [2, 1.5] }
        : {
            "line-color": ["interpolate", ["linear"], ["zoom"], 8, road.id === "artery" ? "#d6cdbd" : ROAD, 11, ROAD],
            "line-width": between(...road.widths),
          },
  }));
  return [...edges, ...surfaces];
}

function ground(): Layer[] {
  return [
    { id: "land", type: "background", paint: { "background-color": LAND } },
    { id: "green", type: "fill", source: SOURCE, "source-layer": "green", paint: { "fill-color": GREEN } },
    { id: "water", type: "fill", source: SOURCE, "source-layer": "water", paint: { "fill-color": WATER } },
    {
      id: "rivers", type: "line", source: SOURCE, "source-layer": "rivers",
      paint: { "line-color": WATER, "line-width": between([8, 0.7], [13, 3], [17, 12]) },
    },
    {
      id: "buildings", type: "fill", source: SOURCE, "source-layer": "buildings", minzoom: 13,
      paint: { "fill-color": BUILDING, "fill-outline-color": "#d3cdc2" },
    },
    ...roads(),
    {
      id: "rail", type: "line", source: SOURCE, "source-layer": "rail",
      paint: { "line-color": "#a3a9b0", "line-width": between([9, 0.6], [14, 1.4], [18, 3]), "line-dasharray": [4, 2] },
    },
    {
      id: "boundaries", type: "line", source: SOURCE, "source-layer": "boundaries",
      paint: {
        "line-color": "#8a7fb0",
        "line-width": ["step", ["coalesce", ["to-number", ["get", "admin_level"]], 10], 1.6, 9, 0.9],
        "line-dasharray": [3, 2],
        "line-opacity": 0.8,
      },
    },
  ];
}

function labels(language: string): Layer[] {
  const font = { "text-font": [LABEL_FONT], "text-field": named(language) };
  const halo = { "text-halo-color": "rgba(255,255,255,0.92)", "text-halo-width": 1.6 };
  return [
    {
      id: "road-names", type: "symbol", source: SOURCE, "source-layer": "roads", minzoom: 13,
      layout: { ...font, "symbol-placement": "line", "text-size": between([13, 10.5], [17, 13.5]), "symbol-spacing": 320 },
      paint: { "text-color": QUIET, ...halo },
    },
    {
      id: "river-names", type: "symbol", source: SOURCE, "source-layer": "rivers", minzoom: 11, filter: ["has", "name"],
      layout: { ...font, "symbol-placement": "line", "text-size": 12 },
      paint: { "text-color": "#3d6783", "text-halo-color": WATER, "text-halo-width": 1.2 },
    },
    {
      id: "place-names", type: "symbol", source: SOURCE, "source-layer": "places",
      layout: {
        ...font,
        "text-size": ["match", ["get", "class"], ["city", "town"], 17, ["suburb", "village", "island"], 13.5, 12],
        "text-letter-spacing": ["match", ["get", "class"], ["city", "town", "village"], 0, language === "ar" ? 0 : 0.04],
        "text-max-width": 8,
        "symbol-sort-key": ["match", ["get", "class"], "city", 0, "town", 1, "suburb", 2, 3],
      },
      paint: { "text-color": INK, ...halo },
    },
  ];
}

/** The whole style. `tiles` is the address of a PMTiles file, or empty for bare ground. */
export function cityStyle(tiles: string, language: string, faces: FontFacesSpecification): StyleSpecification {
  const bare: Layer[] = [{ id: "land", type: "background", paint: { "background-color": LAND } }];
  return {
    version: 8,
    sources: tiles ? { [SOURCE]: { type: "vector", url: `pmtiles://${tiles}` } } : {},
    "font-faces": faces,
    layers: tiles ? [...ground(), ...labels(language)] : bare,
  };
}
