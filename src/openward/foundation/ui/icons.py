"""The icon of each kind of place. Names are those of assets/icons.txt; a test holds that both files agree."""

from __future__ import annotations

KIND_ICONS = {
    "airport": "airplane",
    "amusement-park": "stars",
    "beach": "umbrella",
    "bridge": "bezier2",
    "care-home": "house-heart",
    "casino": "dice-5",
    "cinema": "film",
    "clinic": "heart-pulse",
    "community-centre": "people",
    "conference-centre": "easel",
    "dam": "tsunami",
    "data-centre": "server",
    "diplomatic-mission": "flag",
    "emergency-service": "life-preserver",
    "fire-station": "fire",
    "fuel-depot": "fuel-pump",
    "government": "bank",
    "heritage-site": "bricks",
    "hospital": "hospital",
    "hotel": "suitcase",
    "kindergarten": "puzzle",
    "library": "book",
    "museum": "palette",
    "nightclub": "music-note-beamed",
    "park": "tree",
    "pedestrian-zone": "person-walking",
    "place-of-worship": "building",
    "police-station": "shield",
    "port": "water",
    "power-plant": "lightning-charge",
    "rail-yard": "train-freight-front",
    "restaurant": "cup-hot",
    "school": "mortarboard",
    "shopping-centre": "shop-window",
    "sports-centre": "trophy",
    "square": "pin-map",
    "stadium": "trophy",
    "street-market": "basket",
    "substation": "plug",
    "supermarket": "shop",
    "telecoms": "broadcast-pin",
    "theatre": "easel",
    "tourist-site": "signpost",
    "transport-hub": "train-front",
    "tunnel": "train-front",
    "university": "bank2",
    "waste-water": "recycle",
    "water-works": "droplet",
}
ANY_KIND = "geo-alt"


def kind_icon(kind: str) -> str:
    """Icon for the slug of a kind; a pin for one that has none yet."""
    return KIND_ICONS.get(kind, ANY_KIND)
