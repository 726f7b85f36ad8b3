"""Copy the fonts that documents and pages are set in from the installed npm packages to src/openward/static/fonts."""

from pathlib import Path
from shutil import copyfile, rmtree

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = [
    "noto-sans",
    "noto-sans-arabic",
    "noto-sans-hebrew",
    "noto-sans-georgian",
    "noto-sans-armenian",
    "noto-sans-devanagari",
    "noto-sans-bengali",
    "noto-sans-ethiopic",
    "noto-sans-thai",
    "noto-sans-sc",
    "noto-sans-jp",
    "noto-sans-kr",
]
WEIGHTS = ["400Regular", "700Bold"]


def main() -> None:
    target = ROOT / "src/openward/static/fonts"
    rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for script in SCRIPTS:
        for weight in WEIGHTS:
            for file in sorted((ROOT / "node_modules/@expo-google-fonts" / script / weight).glob("*.ttf")):
                copyfile(file, target / file.name)
    missing = [script for script in SCRIPTS if not list(target.glob(f"*{script.replace('-', '').replace('sans', 'Sans').replace('noto', 'Noto')[:8]}*"))]
    if missing:
        raise SystemExit(f"No font files found for {', '.join(missing)}")


if __name__ == "__main__":
    main()
