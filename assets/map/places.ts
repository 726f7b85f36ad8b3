// The register's places on the map. They are asked for by the box in view; where the server holds more than it will
// send, it answers with counted cells instead, and these join the clusters.
import { LngLatBounds, type GeoJSONSource, type Map as CityMap, type MapGeoJSONFeature } from "maplibre-gl";
import type { ExpressionSpecification } from "@maplibre/maplibre-gl-style-spec";
import { LABEL_FONT } from "./fonts";
import { markName } from "./marks";

const SOURCE = "places";
const MARGIN = 0.25; // of the view on each side, so that a small move asks nothing
const IS_PLACE: ExpressionSpecification = ["has", "icon"];
const COUNT: ExpressionSpecification = ["coalesce", ["get", "count"], 1];

interface Answer extends GeoJSON.FeatureCollection {
  is_counted: boolean; // cells with counts instead of places
}

export class Places {
  private held: LngLatBounds | null = null;
  private isWhole = false;
  private features: GeoJSON.Feature[] = [];
  private running: AbortController | null = null;

  constructor(
    private readonly map: CityMap,
    private address: string,
    private readonly onView: (count: number) => void,
    private readonly onFailure: () => void,
  ) {}

  addLayers(language: string): void {
    this.map.addSource(SOURCE, {
      type: "geojson",
      data: { type: "FeatureCollection", features: [] },
      promoteId: "id",
      cluster: true,
      clusterRadius: 46,
      clusterMaxZoom: 15,
      clusterProperties: { count: ["+", COUNT] },
    });
    this.map.addLayer({
      id: "clusters",
      type: "circle",
      source: SOURCE,
      filter: ["!", IS_PLACE],
      paint: {
        "circle-color": "#574391",
        "circle-opacity": 0.92,
        "circle-radius": ["step", COUNT, 14, 10, 17, 100, 21, 1000, 26],
        "circle-stroke-width": 3,
        "circle-stroke-color": "rgba(255,255,255,0.85)",
      },
    });
    this.map.addLayer({
      id: "cluster-counts",
      type: "symbol",
      source: SOURCE,
      filter: ["!", IS_PLACE],
      layout: {
        "text-field": ["number-format", COUNT, { locale: `${language}-u-nu-latn` }],
        "text-font": [LABEL_FONT],
        "text-size": 13,
        "text-allow-overlap": true,
      },
      paint: { "text-color": "#ffffff" },
    });
    this.map.addLayer({
      id: "marks",
      type: "symbol",
      source: SOURCE,
      filter: IS_PLACE,
      layout: {
        "icon-image": markName() as unknown as ExpressionSpecification,
        "icon-allow-overlap": true,
        "text-field": ["step", ["zoom"], "", 15.5, ["get", "name"]],
        "text-font": [LABEL_FONT],
        "text-size": 12.5,
        "text-offset": [0, 1.35],
        "text-anchor": "top",
        "text-max-width": 9,
        "text-optional": true,
      },
      paint: { "text-color": "#1c2733", "text-halo-color": "rgba(255,255,255,0.95)", "text-halo-width": 1.8 },
    });
    this.map.addLayer({
      id: "selected",
      type: "symbol",
      source: SOURCE,
      filter: ["==", ["get", "id"], ""],
      layout: {
        "icon-image": ["concat", markName() as unknown as ExpressionSpecification, ":selected"],
        "icon-allow-overlap": true,
        "icon-size": 1.3,
      },
    });
  }

  select(id: string): void {
    this.map.setFilter("selected", ["==", ["get", "id"], id]);
  }

  /** Show what the list now shows: `search` is the query of its page. */
  async filter(search: string): Promise<void> {
    this.address = new URL(this.address, document.baseURI).pathname + search;
    this.isWhole = false;
    await this.refresh();
  }

  /** Ask for what is in view, unless it is held already. */
  async refresh(): Promise<void> {
    const view = this.map.getBounds();
    const isHeld = this.held?.contains(view.getSouthWest()) && this.held.contains(view.getNorthEast());
    if (this.isWhole && isHeld) return this.onView(this.countIn(view));
    const box = widened(view);
    this.running?.abort();
    const running = (this.running = new AbortController());
    try {
      const answer = await this.ask(box, running.signal);
      this.held = box;
      this.isWhole = !answer.is_counted;
      this.features = answer.features;
      this.map.getSource<GeoJSONSource>(SOURCE)?.setData(answer);
      this.onView(this.countIn(this.map.getBounds()));
    } catch (error) {
      if (!running.signal.aborted) {
        console.warn(error);
        this.onFailure();
      }
    }
  }

  private countIn(view: LngLatBounds): number {
    return this.features.reduce((count, { geometry, properties }) => {
      const isInView = geometry.type === "Point" && view.contains(geometry.coordinates as [number, number]);
      return isInView ? count + Number(properties?.["count"] ?? 1) : count;
    }, 0);
  }

  private async ask(box: LngLatBounds, signal: AbortSignal): Promise<Answer> {
    const url = new URL(this.address, document.baseURI);
    url.searchParams.set("box", box.toArray().flat().map((degrees) => degrees.toFixed(5)).join(","));
    const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`points: ${response.status}`);
    return (await response.json()) as Answer;
  }

  /** Zoom in to what a cluster holds. */
  async open(cluster: MapGeoJSONFeature): Promise<void> {
    const id: unknown = cluster.properties["cluster_id"];
    const source = this.map.getSource<GeoJSONSource>(SOURCE);
    const expansion = typeof id === "number" && source ? await source.getClusterExpansionZoom(id) : 0;
    const center = (cluster.geometry as GeoJSON.Point).coordinates as [number, number];
    this.map.easeTo({ center, zoom: Math.max(expansion, this.map.getZoom() + 1.5) });
  }
}

function widened(view: LngLatBounds): LngLatBounds {
  const [[west, south], [east, north]] = view.toArray() as [[number, number], [number, number]];
  const x = (east - west) * MARGIN;
  const y = (north - south) * MARGIN;
  return new LngLatBounds(
    [Math.max(-180, west - x), Math.max(-90, south - y)],
    [Math.min(180, east + x), Math.min(90, north + y)],
  );
}
