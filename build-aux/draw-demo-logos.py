#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the logos of the sample directory, as its "logos" member names them.

Run it as ./dev shell build-aux/draw-demo-logos.py; every run draws the same. The marks are made of plain shapes and
stand for nobody: the banks are invented, and the three that are not get a grey monogram in place of their own mark.
"""

import json
import math
import pathlib
import sys
import tempfile
import zlib
from xml.sax.saxutils import escape

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

DEMO = pathlib.Path(__file__).resolve().parent.parent / "data" / "demo"
DOCUMENTED = ("ESSESESS", "NDEASESS", "HANDSESS")
NEUTRAL = ("#5e5c64", "#c0bfbc")
GROUP_FILE = "fjordalia.svg"
BROKEN_FILE = "broken.png"

# Ink and a lighter companion.
PALETTES = [
    ("#1b5e4b", "#7fc8a9"), ("#16425b", "#81a4cd"), ("#7a1f3d", "#e59aa9"), ("#b3471d", "#f4b860"), ("#2d3a8c", "#9fb1ff"),
    ("#00656e", "#6fd3d2"), ("#54306e", "#c6a1e3"), ("#8a5a00", "#f2cc5b"), ("#a4243b", "#f5a65b"), ("#26547c", "#ffd166"),
    ("#3c6e2f", "#c1d96d"), ("#0b4f6c", "#01baef"), ("#6b2d5c", "#f0a6ca"), ("#4a3b2a", "#d9b382"), ("#1f4e9c", "#5bc0be"),
    ("#9a031e", "#fb8b24"), ("#31572c", "#f6ae2d"), ("#403d58", "#fc7753"), ("#006d77", "#ffb4a2"), ("#5f0f40", "#9a8c98"),
]


def polygon(points, fill):
    return '<path fill="{}" d="M{}Z"/>'.format(fill, "L".join("{:.1f} {:.1f}".format(x, y) for x, y in points))


def circle(x, y, r, fill):
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"/>'


def path(d, fill):
    return f'<path fill="{fill}" d="{d}"/>'


def stroke(d, color, width):
    return f'<path fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round" d="{d}"/>'


def around(n, r, start=-90.0):
    for i in range(n):
        angle = math.radians(start + 360.0 * i / n)
        yield 50 + r * math.cos(angle), 50 + r * math.sin(angle)


# Each mark fills a square of 100 with an ink and a light colour.

def waves(ink, light):
    return "".join(stroke(f"M12 {y}q19 -20 38 0t38 0", c, 10) for y, c in ((32, light), (54, ink), (76, ink)))


def mountains(ink, light):
    return polygon([(6, 84), (40, 22), (74, 84)], ink) + polygon([(46, 84), (70, 44), (94, 84)], light)


def sunrise(ink, light):
    rays = "".join(stroke(f"M{50 + 36 * math.cos(a):.1f} {62 - 36 * math.sin(a):.1f}L{50 + 46 * math.cos(a):.1f} {62 - 46 * math.sin(a):.1f}", light, 6)
                   for a in (math.pi * k / 6 for k in range(1, 6)))
    return path("M22 62a28 28 0 0 1 56 0Z", ink) + rays + stroke("M8 74H92", ink, 7)


def leaf(ink, light):
    return path("M50 6C88 26 88 70 50 94C12 70 12 26 50 6Z", ink) + path("M50 6C50 40 50 70 50 94C88 70 88 26 50 6Z", light)


def clover(ink, light):
    return "".join(circle(x, y, 20, ink if i % 2 else light) for i, (x, y) in enumerate(around(4, 24, -45))) + circle(50, 50, 8, "#ffffff")


def petals(ink, light):
    return "".join(f'<ellipse cx="50" cy="26" rx="12" ry="24" fill="{ink if i % 2 else light}" transform="rotate({60 * i} 50 50)"/>' for i in range(6))


def star(ink, light):
    outer, inner = list(around(8, 46)), list(around(8, 19, -67.5))
    points = [p for pair in zip(outer, inner) for p in pair]
    return polygon(points, ink) + circle(50, 50, 10, light)


def compass(ink, light):
    return circle(50, 50, 44, light) + polygon([(50, 10), (60, 50), (40, 50)], ink) + polygon([(50, 90), (60, 50), (40, 50)], "#ffffff")


def hexagons(ink, light):
    return polygon(list(around(6, 46)), ink) + polygon(list(around(6, 28)), "#ffffff") + polygon(list(around(6, 18)), light)


def arches(ink, light):
    return "".join(stroke(f"M{50 - r} 86V{50}a{r} {r} 0 0 1 {2 * r} 0V86", c, 9) for r, c in ((38, ink), (23, light), (8, ink)))


def lighthouse(ink, light):
    return polygon([(40, 34), (60, 34), (68, 90), (32, 90)], ink) + circle(50, 22, 11, light) + polygon([(62, 18), (94, 8), (94, 34), (62, 26)], light) \
        + polygon([(37, 55), (63, 55), (64.5, 66), (35.5, 66)], "#ffffff")


def stones(ink, light):
    return f'<ellipse cx="50" cy="78" rx="42" ry="14" fill="{ink}"/><ellipse cx="50" cy="51" rx="30" ry="12" fill="{light}"/><ellipse cx="50" cy="28" rx="18" ry="9" fill="{ink}"/>'


def tree(ink, light):
    return polygon([(50, 6), (76, 46), (24, 46)], light) + polygon([(50, 28), (86, 78), (14, 78)], ink) + f'<rect x="44" y="76" width="12" height="18" fill="{ink}"/>'


def bird(ink, light):
    return path("M6 40C26 22 42 30 50 50C58 30 74 22 94 40C74 40 62 52 50 76C38 52 26 40 6 40Z", ink) + circle(50, 22, 8, light)


def moon(ink, light):
    return path("M62 8A44 44 0 1 0 92 66A36 36 0 1 1 62 8Z", ink) + circle(72, 30, 9, light)


def drop(ink, light):
    return path("M50 6C68 34 80 46 80 64A30 30 0 0 1 20 64C20 46 32 34 50 6Z", ink) + stroke("M36 66a15 15 0 0 0 14 14", light, 7)


def grid(ink, light):
    cells = [(x, y) for y in range(3) for x in range(3)]
    return "".join(f'<rect x="{10 + 28 * x}" y="{10 + 28 * y}" width="24" height="24" rx="5" fill="{light if (x + y) % 2 else ink}"/>' for x, y in cells)


def bridge(ink, light):
    posts = "".join(stroke(f"M{x} {y}V72", light, 6) for x, y in ((28, 42), (50, 33), (72, 42)))
    return posts + stroke("M8 72C22 16 78 16 92 72", ink, 9) + stroke("M4 76H96", ink, 9)


def stairs(ink, light):
    return "".join(f'<rect x="{10 + 21 * i}" y="{70 - 19 * i}" width="17" height="{20 + 19 * i}" rx="4" fill="{light if i == 3 else ink}"/>' for i in range(4))


def acorn(ink, light):
    return path("M20 44A30 34 0 0 0 50 94A30 34 0 0 0 80 44Z", light) + path("M12 44C12 22 32 16 50 16C68 16 88 22 88 44Z", ink) + stroke("M50 16V6", ink, 7)


def sail(ink, light):
    return polygon([(54, 8), (54, 68), (90, 68)], ink) + polygon([(46, 22), (46, 68), (16, 68)], light) + path("M10 76H90L78 92H22Z", ink)


def crystal(ink, light):
    arms = "".join(stroke("M50 50V10M50 24L40 15M50 24L60 15", ink, 6).replace("<path", f'<path transform="rotate({60 * i} 50 50)"') for i in range(6))
    return arms + circle(50, 50, 9, light)


def shell(ink, light):
    fans = "".join(stroke(f"M50 86L{x:.0f} {y:.0f}", c, 9) for x, y, c in ((14, 44, ink), (28, 24, light), (50, 16, ink), (72, 24, light), (86, 44, ink)))
    return fans + circle(50, 86, 8, ink)


def kites(ink, light):
    kite = [(50, 48), (36, 26), (50, 4), (64, 26)]
    return "".join(polygon([(50 + (x - 50) * c - (y - 50) * s, 50 + (x - 50) * s + (y - 50) * c) for x, y in kite], light if i % 2 else ink)
                   for i, (c, s) in enumerate(((1, 0), (0, 1), (-1, 0), (0, -1))))


MARKS = [waves, mountains, sunrise, leaf, clover, petals, star, compass, hexagons, arches, lighthouse, stones, tree, bird, moon, drop, grid, bridge,
         stairs, acorn, sail, crystal, shell, kites]

# Where the name asks for a mark of its own.
CHOSEN = {
    "KLOVSESM": clover, "LYKTSESS": lighthouse, "KMPRSESM": compass, "SKGDSESG": sail, "TALKSESS": tree, "STNRSES2": stones, "ISBRSESU": crystal,
    "MIDNSESK": sunrise, "NRVDSESU": waves, "GRKTSESS": acorn, "LINDSESG": leaf, "RVTLFIHH": moon, "KVMTFIHH": tree, "MTTHFIHT": star, "LMKKFIHH": crystal,
    "ARLHFI2U": sunrise, "HRMKFI2U": stones, "RSKDFIHH": petals, "LCHFDEHH": lighthouse, "RNKSDE3K": stones, "KFRKDEBBXXX": tree, "PLDKDEFF": star,
    "ISFLDEMM": petals, "WTLFDEHH": bird, "BLBRDKKK": waves, "HVRNDK22": bird, "KLRSDKKK": petals, "FYRTDK22": lighthouse, "LRKSDK22": bird,
    "FSSFNOKK": drop, "HVSLNO22": bird, "CPKTGB2L": drop, "STKBNO2T": waves, "TNDTNO2T": mountains, "PLDLNL2A": sunrise, "TLPVNL2U": petals, "YSVGNL2A": bird, "CRHRFRPP": bird,
    "CLDRFR3M": waves, "BLVCFRPP": petals, "BOLCESMM": leaf, "CXGVESBB": bird, "BFSRES2S": lighthouse, "BTENESMM": acorn, "LMNBITMM": sunrise,
    "CTCLIT2T": mountains, "CSRNIT2T": bird, "TDWMGB2L": waves, "THDNGB2E": shell, "BRZGPLPW": tree, "BCNIPLPW": bird, "MRTLEE2X": sail, "PHTTEE22": star,
    "DNSLATWW": waves, "STADATWW": bird, "PRCNBEBB": crystal, "TRAAGRAA": lighthouse, "STXEGR2T": leaf, "TRMLGRAA": sail, "BZDLBGSF": mountains,
    "RZKBBG22": petals, "BSHTBGSF": bird, "CRLWIE2D": bird, "GRSHIE2G": mountains,
}


def svg(width, height, content):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{content}</svg>\n'


def text(x, y, size, color, words, anchor="start", weight=700):
    return (f'<text x="{x:g}" y="{y:g}" font-family="Cantarell, Noto Sans, sans-serif" font-weight="{weight}" font-size="{size:g}" '
            f'fill="{color}" text-anchor="{anchor}">{escape(words)}</text>')


def scaled(mark, x, y, scale):
    return f'<g transform="translate({x:g} {y:g}) scale({scale:g})">{mark}</g>'


def short_name(name):
    """The word that a wordmark would show."""
    plain = {"Bank", "Banca", "Banco", "Banque", "Caja", "Caixa", "Cassa", "Crédit", "Credito", "Caisse", "Comptoir", "Kasa", "Τράπεζα", "Банка",
             "Συνεταιριστική", "du", "des", "del", "Del", "Vieux", "Deux", "Tre", "Tres"}
    words = [word.strip(",.") for word in name.split()]
    return next((word for word in words if word not in plain), words[0])


def draw_symbol(mark, ink, light):
    return 120, 120, scaled(mark(ink, light), 10, 10, 1)


def draw_badge(mark, ink, light):
    return 120, 120, f'<rect width="120" height="120" rx="26" fill="{ink}"/>' + scaled(mark("#ffffff", light), 24, 24, 0.72)


def draw_disc(mark, ink, light):
    return 120, 120, circle(60, 60, 60, light) + scaled(mark(ink, "#ffffff"), 25, 25, 0.7)


def draw_wide(mark, ink, light, name):
    word = short_name(name)
    width = 96 + len(word) * 26
    return width, 80, scaled(mark(ink, light), 6, 8, 0.64) + text(82, 54, 40, ink, word)


def draw_tall(mark, ink, light, name):
    word = short_name(name)
    size = min(26, 190 / max(len(word), 1))
    return 120, 170, scaled(mark(ink, light), 12, 8, 0.96) + text(60, 148, size, ink, word, "middle")


def draw_banner(mark, ink, light, name):
    word = short_name(name)
    width = 110 + len(word) * 24
    return width, 72, f'<rect width="{width}" height="72" fill="{ink}"/>' + scaled(mark("#ffffff", light), 14, 11, 0.5) + text(78, 48, 34, "#ffffff", word)


def draw_initials(ink, light, name):
    words = [word for word in name.replace("&", " ").split() if word[0].isalpha()]
    letters = "".join(word[0].upper() for word in words[:2])
    return 120, 120, polygon([(60 + (x - 50) * 1.24, 60 + (y - 50) * 1.24) for x, y in around(6, 46)], ink) + text(60, 77, 46, light, letters, "middle")


def draw_documented(bic):
    return 120, 120, f'<rect width="120" height="120" rx="20" fill="{NEUTRAL[1]}"/>' + text(60, 77, 48, NEUTRAL[0], bic[:2], "middle")


def draw(bic, name):
    if bic in DOCUMENTED:
        return draw_documented(bic)

    number = zlib.crc32(bic.encode())
    ink, light = PALETTES[number % len(PALETTES)]
    mark = CHOSEN.get(bic) or MARKS[number // 31 % len(MARKS)]
    layout = number // 997 % 12
    if layout < 3:
        return draw_symbol(mark, ink, light)
    if layout < 5:
        return draw_badge(mark, ink, light)
    if layout < 7:
        return draw_disc(mark, ink, light)
    if layout < 9:
        return draw_wide(mark, ink, light, name)
    if layout == 9:
        return draw_tall(mark, ink, light, name)
    if layout == 10:
        return draw_banner(mark, ink, light, name)
    return draw_initials(ink, light, name)


def draw_group():
    return 120, 120, '<rect width="120" height="120" rx="60" fill="#123c69"/>' + scaled(waves("#ffffff", "#7fd1c7"), 24, 30, 0.72)


def write_pixels(file, width, height, content):
    jpeg = file.suffix == ".jpg"
    with tempfile.NamedTemporaryFile(suffix=".svg") as source:
        source.write(svg(width, height, content).encode())
        source.flush()
        pixels = GdkPixbuf.Pixbuf.new_from_file_at_scale(source.name, round(width * 1.5), round(height * 1.5), True)
    if jpeg:
        # JPEG knows no transparency.
        size = pixels.get_width(), pixels.get_height()
        plain = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, False, 8, *size)
        plain.fill(0xFFFFFFFF)
        pixels.composite(plain, 0, 0, *size, 0, 0, 1, 1, GdkPixbuf.InterpType.NEAREST, 255)
        plain.savev(str(file), "jpeg", ["quality"], ["82"])
    else:
        pixels.savev(str(file), "png", ["compression"], ["9"])


def write(file, width, height, content):
    if file.suffix == ".svg":
        file.write_text(svg(width, height, content), encoding="utf-8")
    else:
        write_pixels(file, width, height, content)


def main():
    directory = json.loads((DEMO / "directory.json").read_text(encoding="utf-8"))
    names = {bank["bicFi"]: bank["name"] for bank in directory["aspsps"]}
    drawn = set()
    for logo, relative in directory["logos"].items():
        file = DEMO / relative
        file.parent.mkdir(exist_ok=True)
        bic = logo.rpartition(".")[0]
        if file in drawn:
            continue
        drawn.add(file)
        if file.name == BROKEN_FILE:
            # What a failed upload leaves behind: the head of a picture, and nothing after it.
            file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 8)
        elif file.name == GROUP_FILE:
            write(file, *draw_group())
        else:
            write(file, *draw(bic, names[bic]))
    print(f"{len(drawn)} logos drawn", file=sys.stderr)


main()
