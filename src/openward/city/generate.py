"""From a seed and a number of places to a whole invented city: the order in which its parts are made."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from shapely import Polygon

from openward.city.addresses import address_lines
from openward.city.buildings import Buildings, raise_buildings
from openward.city.chance import stream
from openward.city.demand import Demand, commonest, demands
from openward.city.districts import divide
from openward.city.fabric import Fabric, weave
from openward.city.frame import origin_of
from openward.city.greens import greens_of
from openward.city.model import InventedCity, InventedDistrict
from openward.city.names import Name, Namer
from openward.city.network import build_network
from openward.city.places import Ground, place_all, spoilt
from openward.city.plan import Plan, lay_plan
from openward.city.plots import plots_of
from openward.city.quarters import Quarter
from openward.city.ranks import Line
from openward.city.roundabouts import with_roundabouts
from openward.city.settle import settle
from openward.city.sites import Sites, claim_sites, on_grounds
from openward.city.withheld import beyond, broken_outline, never_imported
from openward.methods.progress import Progress, silent
from openward.methods.typology import load_typology

METRES_A_ROOT_PLACE = 63.0  # the built-up radius grows with the root of the number of places


def generate(seed: int, places: int, progress: Progress = silent) -> InventedCity:
    """An invented city with exactly `places` places of the typology's kinds, besides objects that no register may hold.

    Same seed and places, same city. `places` >= 1; from about 60 on every kind is there. Stages reported:
    `drawing-streets`, `building-houses`, `placing-places`.
    """
    typology = load_typology()
    progress("drawing-streets")
    plan = lay_plan(seed, max(330.0, METRES_A_ROOT_PLACE * places**0.5))
    fabric = weave(seed, plan)
    wanted = demands(seed, typology, places)
    network = build_network(seed, plan, fabric, sum(demand.habit.form == "lane" for demand in wanted))
    network = with_roundabouts(seed, network, 1.5 * plan.old_town)
    progress("building-houses")
    plots, quarters = plots_of(plan, fabric, network)
    sites = claim_sites(seed, wanted, plots, quarters, plan.city)
    height = float(np.clip(np.log10(max(places, 60) / 60) / 3.2, 0, 1))
    buildings = raise_buildings(seed, sites.plots, sites.plot_quarters, height)
    buildings, houses = _with_site_houses(seed, buildings, sites, wanted)
    lines = address_lines(seed, fabric, network, sites.plots)
    shapely.prepare(plan.city)
    middle = shapely.get_coordinates(shapely.centroid(buildings.shapes))
    inside = shapely.contains_xy(plan.city, middle)
    free = inside & (buildings.plots >= 0)
    progress("placing-places")
    unserved = [n for n in range(len(wanted)) if n not in sites.grounds]
    spots = settle(seed, {n: wanted[n] for n in unserved}, plan, network, buildings, free)
    for n in unserved:
        if n not in spots:
            wanted[n] = commonest(wanted)  # nothing of that sort is left in so small a city
    spots |= settle(seed, {n: wanted[n] for n in unserved if n not in spots}, plan, network, buildings, free)
    found = place_all(seed, wanted, typology, Ground(sites.grounds, houses, spots), buildings)
    found = spoilt(seed, found, places // 90)
    found += never_imported(seed, typology, buildings, free, 1 + places // 5000)
    found += beyond(seed, wanted, buildings, ~inside, plan, 2 + places // 120)
    found.append(broken_outline(seed, plan))
    namer = Namer(stream(seed, "town"))
    name, country, neighbour, river = (namer.town() for _ in range(4))
    return InventedCity(
        seed=seed,
        slug=name.fr.lower(),
        name=name,
        country=country,
        neighbour=neighbour,
        river=river,
        origin=origin_of(seed),
        plan=plan,
        fabric=fabric,
        network=network,
        street_names=_street_names(seed, fabric, plan),
        buildings=buildings,
        addresses=np.append(lines, -1)[buildings.plots],
        districts=_districts(seed, plan, fabric, namer, places),
        places=tuple(found),
        greens=greens_of(seed, sites.plots, sites.plot_quarters),
    )


def _with_site_houses(
    seed: int, buildings: Buildings, sites: Sites, wanted: list[Demand]
) -> tuple[Buildings, dict[int, int]]:
    """All buildings, those on sites last (their plot is -1), and by number of the demand its building."""
    shapes: list[Polygon] = []
    where: list[int] = []
    houses: dict[int, int] = {}
    count = len(buildings.shapes)
    for number, ground in sorted(sites.grounds.items()):
        found = on_grounds(stream(seed, "on-grounds", number), ground, wanted[number].habit.form)
        if len(found):
            houses[number] = count + len(shapes)
            shapes += list(found)
            where += [int(sites.quarters[number])] * len(found)
    if not shapes:
        return buildings, houses
    added = np.array(where, dtype=np.int64)
    levels = 1 + stream(seed, "site-levels").integers(0, 3, len(shapes))
    return (
        replace(
            buildings,
            shapes=np.concatenate([buildings.shapes, np.array(shapes, dtype=object)]),
            levels=np.append(buildings.levels, levels),
            plots=np.append(buildings.plots, np.full(len(shapes), -1)),
            quarters=np.append(buildings.quarters, added),
        ),
        houses,
    )


def _street_names(seed: int, fabric: Fabric, plan: Plan) -> tuple[Name, ...]:
    """A name for every line of the fabric. Pieces of one main road share theirs."""
    namer = Namer(stream(seed, "streets"))
    sorts = ("trunk", "primary", "secondary", "tertiary", "residential")
    planned = len(plan.work.edges)
    main = [
        namer.street("quay" if kind == Line.QUAY else "square" if kind == Line.SQUARE else sorts[min(int(rank), 4)])
        for kind, rank in zip(plan.kinds, plan.ranks, strict=True)
    ]
    names = [main[line] for line in plan.work.source]
    for cell in fabric.line_cells[planned:]:
        quarter = fabric.quarters[cell]
        sort = (
            "living_street"
            if quarter == Quarter.OLD_TOWN
            else "unclassified"
            if quarter == Quarter.INDUSTRY
            else "residential"
        )
        names.append(namer.street(sort))
    return tuple(names)


def _districts(seed: int, plan: Plan, fabric: Fabric, namer: Namer, places: int) -> tuple[InventedDistrict, ...]:
    count = int(np.clip(round(1.5 * places**0.27), 3, 36))
    parts = 4 if places >= 5000 else 1
    found = divide(seed, plan, fabric, count, parts)
    old = Name("Vieux Quartier", "Old Quarter", "الحي العتيق")
    names = [old if number == 0 else namer.town() for number in range(len(found))]
    return tuple(
        InventedDistrict(name, level, shapely.normalize(shape), within)
        for name, (shape, level, within) in zip(names, found, strict=True)
    )
