"""Copy the fonts that documents are typeset in from the installed npm packages to src/openward/fonts.

One package a script, as package.json lists them; brief/fonts.py says in which order they are asked for a character.

Pages have web fonts of their own among the built assets; these here are for typst alone.
"""

from pathlib import Path
from shutil import copyfile, rmtree

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules/@expo-google-fonts"
TARGET = ROOT / "src/openward/fonts"
WEIGHTS = ["400Regular", "700Bold"]  # not every script has a bold weight


def main() -> None:
    rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for package in sorted(PACKAGES.glob("noto-*")):
        files = [file for weight in WEIGHTS for file in sorted((package / weight).glob("*.ttf"))]
        if not files:
            raise SystemExit(f"The npm package {package.name} has no font; run tools/setup again")
        for file in files:
            copyfile(file, TARGET / file.name)


if __name__ == "__main__":
    main()
