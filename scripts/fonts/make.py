"""Makes the letters that paper is set with (internal/press/font/data). Run it with `make fonts`.

In: Atkinson Hyperlegible Next from npm (scripts/fonts/package-lock.json), Noto Sans from Debian's fonts-noto-core.
Out: one small TrueType file for each script and weight, with outlines, widths, a map from letters and pairs of letters
that stand closer; no instructions, no names, nothing else. Whole alphabets are taken, never only the letters that today's
texts use, so a new sentence needs no new font.

Needs Debian's python3-fonttools. The same input gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

NPM, NOTO, OUT = (Path(p) for p in sys.argv[1:4])
KEPT = {"head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf", "kern"}

CYRILLIC = [*range(0x0400, 0x0460), 0x0490, 0x0491]
ETHIOPIC = [*range(0x1200, 0x1380)]
# The letters of Arabic, Farsi and Pashto, their marks, digits and stops, and the signs made of lam and alef.
ARABIC = [
    0x060C, 0x061B, 0x061F, *range(0x0621, 0x063B), *range(0x0640, 0x0653), 0x0654, *range(0x0660, 0x066D), 0x0670,
    0x067C, 0x067E, 0x0681, 0x0685, 0x0686, 0x0689, 0x0693, 0x0696, 0x0698, 0x069A, 0x06A9, 0x06AB, 0x06AF, 0x06BC,
    0x06BE, 0x06C0, 0x06C1, 0x06C7, 0x06CC, 0x06CD, 0x06D0, 0x06D4, *range(0x06F0, 0x06FA), *range(0xFEF5, 0xFEFD),
]
FORMS = {"fina": 1, "init": 2, "medi": 3}
PRIVATE = 0xF0000  # where the forms of a letter are: PRIVATE + letter*4 + form


def options():
    o = subset.Options()
    o.layout_features = []
    o.hinting = False
    o.notdef_outline = True
    o.recalc_bounds = True
    o.glyph_names = True
    o.legacy_kern = False
    o.drop_tables += ["GSUB", "GPOS", "GDEF"]
    return o


def cut(font, letters, glyphs=()):
    s = subset.Subsetter(options())
    s.populate(unicodes=letters, glyphs=glyphs)
    s.subset(font)


def singles(font, feature):
    """The one-to-one replacements that a feature asks for."""
    if "GSUB" not in font:
        return {}
    gsub, found = font["GSUB"].table, {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag != feature:
            continue
        for i in record.Feature.LookupListIndex:
            for sub in gsub.LookupList.Lookup[i].SubTable:
                sub = getattr(sub, "ExtSubTable", sub)
                if sub.LookupType == 1:
                    found.update(sub.mapping)
    return found


def map_letters(font, letters):
    """One map, in the form that has room for private signs beyond 16 bits."""
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.reserved, table.length = 3, 10, 0, 0, 0
    table.nGroups, table.cmap = 0, dict(letters)
    font["cmap"].tables = [table]


def flatten(font):
    """Every outline whole, so that a reader needs to know no composed glyphs."""
    glyphs = font.getGlyphSet()
    glyf = font["glyf"]
    for name in font.getGlyphOrder():
        if glyf[name].isComposite():
            pen, record = TTGlyphPen(None), DecomposingRecordingPen(glyphs)
            glyphs[name].draw(record)
            record.replay(pen)
            glyf[name] = pen.glyph()


def write(font, name):
    flatten(font)
    for tag in list(font.keys()):
        if tag not in KEPT and tag != "GlyphOrder":
            del font[tag]
    for glyph in font["glyf"].glyphs.values():
        glyph.removeHinting()
    head = font["head"]
    head.created = head.modified = 0
    font.recalcTimestamp = False
    font.save(OUT / name)
    print(name, (OUT / name).stat().st_size, len(font.getGlyphOrder()), "glyphs")


def kerning(font, near):
    """Pairs of letters that stand closer or wider, among the letters of near."""
    names = {font.getBestCmap()[ord(c)] for c in near}
    gpos, pairs = font["GPOS"].table, {}
    lookups = {i for r in gpos.FeatureList.FeatureRecord if r.FeatureTag == "kern" for i in r.Feature.LookupListIndex}
    for i in sorted(lookups):
        for sub in gpos.LookupList.Lookup[i].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            for left in names & set(sub.Coverage.glyphs):
                for right in names:
                    if (left, right) not in pairs and (value := pair(sub, left, right)) is not None:
                        pairs[left, right] = value
    return {p: v for p, v in sorted(pairs.items()) if abs(v) >= 8}


def pair(sub, left, right):
    if sub.Format == 1:
        for record in sub.PairSet[sub.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph == right:
                return record.Value1.XAdvance if record.Value1 else 0
        return None
    second = sub.ClassDef2.classDefs.get(right, 0)
    value = sub.Class1Record[sub.ClassDef1.classDefs.get(left, 0)].Class2Record[second].Value1
    return (getattr(value, "XAdvance", 0) or 0) if value else 0


def latin(weight, name):
    near = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-’"
    parts, digits, pairs = [], {}, {}
    for part in ("latin", "latin-ext"):
        path = OUT / (part + ".part")
        font = TTFont(NPM / f"atkinson-hyperlegible-next-{part}-{weight}-normal.woff")
        letters = set(font.getBestCmap())
        if part == "latin":
            own = font.getBestCmap()
            digits = {c: singles(font, "tnum").get(own[c], own[c]) for c in range(ord("0"), ord("9") + 1)}
            pairs = kerning(font, near)
        else:
            letters -= {0x20, 0x41, 0xC1, 0xCD, *range(0x300, 0x305), 0x30C, 0x308}
        cut(font, letters, digits.values() if part == "latin" else ())
        font.flavor = None
        font.save(path)
        parts.append(str(path))
    font = Merger().merge(parts)
    for path in parts:
        Path(path).unlink()
    map_letters(font, font.getBestCmap() | digits)  # every digit is as wide as every other
    kern = KernTable_format_0()
    kern.coverage, kern.apple, kern.kernTable = 1, False, pairs
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [kern]
    write(font, name)


def noto(source, letters, name):
    font = TTFont(NOTO / source)
    have = font.getBestCmap()
    chosen = {c: have[c] for c in letters if c in have}
    forms = {}
    for feature, form in FORMS.items():
        change = singles(font, feature)
        forms |= {PRIVATE + c * 4 + form: change[g] for c, g in chosen.items() if g in change and c < 0x0800}
    cut(font, chosen, forms.values())
    map_letters(font, chosen | forms)
    write(font, name)


OUT.mkdir(parents=True, exist_ok=True)
for weight, number in (("Regular", 400), ("Bold", 700)):
    low = weight.lower()
    latin(number, f"latin-{low}.ttf")
    noto(f"NotoSans-{weight}.ttf", CYRILLIC, f"cyrillic-{low}.ttf")
    noto(f"NotoSansArabic-{weight}.ttf", ARABIC, f"arabic-{low}.ttf")
    noto(f"NotoSansEthiopic-{weight}.ttf", ETHIOPIC, f"ethiopic-{low}.ttf")
