// <openward-map>: the city's own base map with the places of a register. What it reads stands in
// openward/foundation/maps/templates/maps/_map.html. Inside it is what is shown where no map can be drawn.
import { AttributionControl, Map as CityMap, NavigationControl, Popup, ScaleControl, type MapGeoJSONFeature } from "maplibre-gl";
import { fontFaces } from "./fonts";
import { drawMarksOnDemand } from "./marks";
import { Places } from "./places";
import { followList, markRow } from "./selection";
import { cityStyle } from "./style";
import { filled, mapLibreLocale, wordsOf, type Words } from "./words";

type Box = [number, number, number, number];

export class OpenwardMap extends HTMLElement {
  private map: CityMap | null = null;
  private popup: Popup | null = null;
  private status: HTMLElement | null = null;

  connectedCallback(): void {
    if (this.map) return;
    if (!document.createElement("canvas").getContext("webgl2")) {
      this.classList.add("is-without-map");
      return;
    }
    this.classList.add("is-drawn");
    this.draw(wordsOf(this));
  }

  disconnectedCallback(): void {
    this.map?.remove();
    this.map = null;
  }

  private numbers(name: string): number[] {
    return (this.getAttribute(name) ?? "").split(",").filter(Boolean).map(Number);
  }

  private draw(words: Words): void {
    const language = document.documentElement.lang || "en";
    const rightToLeft = document.documentElement.dir === "rtl";
    const container = document.createElement("div");
    container.className = "map-canvas";
    container.dir = "ltr"; // MapLibre reckons from the left
    this.status = document.createElement("p");
    this.status.className = "map-status";
    this.status.setAttribute("role", "status");
    this.append(container, this.status);

    const bounds = this.numbers("bounds");
    const centre = this.numbers("position");
    const tiles = this.getAttribute("tiles");
    const map = new CityMap({
      container,
      style: cityStyle(tiles ? new URL(tiles, document.baseURI).href : "", language, fontFaces(document)),
      ...(centre.length === 2 ? { center: centre as [number, number], zoom: 16 } : {}),
      ...(bounds.length === 4 && centre.length !== 2 ? { bounds: bounds as Box, fitBoundsOptions: { padding: 24 } } : {}),
      maxZoom: 19,
      pitchWithRotate: false,
      dragRotate: false,
      attributionControl: false,
      cooperativeGestures: true,
      canvasContextAttributes: { preserveDrawingBuffer: true }, // so that it prints
      locale: mapLibreLocale(words),
    });
    this.map = map;
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), rightToLeft ? "top-left" : "top-right");
    map.addControl(new ScaleControl({ maxWidth: 110 }), rightToLeft ? "bottom-right" : "bottom-left");
    const credit = this.getAttribute("attribution") ?? "";
    map.addControl(new AttributionControl({ compact: false, customAttribution: credit }), rightToLeft ? "bottom-left" : "bottom-right");
    drawMarksOnDemand(map, this.getAttribute("icons") ?? "");
    map.on("error", (event) => this.report(words["base-map-failed"], event.error));
    map.on("load", () => this.fill(map, language, words));
  }

  private fill(map: CityMap, language: string, words: Words): void {
    this.setAttribute("loaded", "");
    const address = this.getAttribute("points");
    if (!address) return this.markPosition(map);
    const places = new Places(
      map,
      address,
      (count) => this.say(filled(words["count"], { count: new Intl.NumberFormat(`${language}-u-nu-latn`).format(count) })),
      () => this.say(words["points-failed"] ?? ""),
    );
    places.addLayers(language);
    const list = document.querySelector(this.getAttribute("list") || "#no-list");
    followList(list, ({ id, position }, isFirm) => {
      places.select(id);
      if (isFirm && position) map.easeTo({ center: position, zoom: Math.max(map.getZoom(), 16) });
      if (isFirm) this.scrollIntoView({ block: "nearest" });
    });
    map.on("click", ["marks", "clusters"], (event) => {
      const feature = event.features?.[0];
      if (!feature) return;
      if (feature.layer.id === "clusters") return void places.open(feature);
      const id = String(feature.properties["id"]);
      places.select(id);
      markRow(list, id);
      this.open(map, feature, words);
    });
    for (const layer of ["marks", "clusters"]) {
      map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
      map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
    }
    map.on("moveend", () => void places.refresh());
    // The filters of the list change the page's address; the map follows.
    document.addEventListener("htmx:after:history:update", () => void places.filter(window.location.search));
    void places.refresh().then(() => this.setAttribute("filled", ""));
  }

  /** A page about one place marks it, and nothing else. */
  private markPosition(map: CityMap): void {
    const centre = this.numbers("position");
    if (centre.length !== 2) return;
    const properties = { icon: this.getAttribute("icon") ?? "geo-alt", family: this.getAttribute("family") ?? "" };
    map.addSource("place", {
      type: "geojson",
      data: { type: "Feature", geometry: { type: "Point", coordinates: centre }, properties },
    });
    map.addLayer({
      id: "place",
      type: "symbol",
      source: "place",
      layout: { "icon-image": `mark:${properties.family}:${properties.icon}`, "icon-size": 1.35, "icon-allow-overlap": true },
    });
    this.setAttribute("filled", "");
  }

  private open(map: CityMap, feature: MapGeoJSONFeature, words: Words): void {
    const about = feature.properties;
    const content = document.createElement("div");
    const name = document.createElement("a");
    name.href = String(about["address"] ?? "");
    name.dir = "auto";
    name.textContent = String(about["name"] || words["unnamed"] || "");
    const kind = document.createElement("p");
    kind.textContent = String(about["kind"] ?? "");
    content.dir = document.documentElement.dir;
    content.append(name, kind);
    this.popup?.remove();
    this.popup = new Popup({ offset: 18, maxWidth: "280px", focusAfterOpen: true })
      .setLngLat((feature.geometry as GeoJSON.Point).coordinates as [number, number])
      .setDOMContent(content)
      .addTo(map);
  }

  private say(text: string): void {
    if (this.status) this.status.textContent = text;
  }

  private report(text: string | undefined, error: unknown): void {
    console.warn(error);
    this.say(text ?? "");
  }
}
