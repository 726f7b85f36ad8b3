"""Copy the fonts that documents are typeset in from the installed npm packages to src/openward/fonts.

Pages have web fonts of their own among the built assets; these here are for typst alone.
"""

from pathlib import Path
from shutil import copyfile, rmtree

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules/@expo-google-fonts"
TARGET = ROOT / "src/openward/fonts"
SCRIPTS = [
    "",
    "-arabic",
    "-hebrew",
    "-georgian",
    "-armenian",
    "-devanagari",
    "-bengali",
    "-ethiopic",
    "-thai",
    "-sc",
    "-jp",
    "-kr",
]
WEIGHTS = ["400Regular", "700Bold"]


def main() -> None:
    rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for script in SCRIPTS:
        for weight in WEIGHTS:
            files = sorted((PACKAGES / f"noto-sans{script}" / weight).glob("*.ttf"))
            if not files:
                raise SystemExit(f"The npm package noto-sans{script} has no {weight}; run tools/setup again")
            for file in files:
                copyfile(file, TARGET / file.name)


if __name__ == "__main__":
    main()
