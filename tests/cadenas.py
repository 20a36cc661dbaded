"""Strings that break programs: what a form meets sooner or later, of our own making."""

from typing import Any

VACIAS = ["", " ", "   ", "\t", "\n", "\r\n", "\r", "\v\f", "\u00a0", "\u2003", "\u3000", "\ufeff"]
INVISIBLES = [
    "\u200b", "a\u200bb", "\u200d", "\u2060", "\u00ad", "\u202eotxet", "\u202d\u202e\u202c",
    "\u2066x\u2069", "\u061c", "\ue000", "\ufff9a\ufffab\ufffb", "\U000e0001",
]  # fmt: skip
PROHIBIDAS = ["\x00", "a\x00b", "\x00" * 50, "\ud800", "\udfff", "a\udc80b", "\ufffd", "\ufffe"]
DE_CONTROL = ["\x01", "\x07\x08", "\x1b[31mrojo", "\x7f", "\x85", "\x9f", "\u2028", "\u2029"]
LARGAS = [
    "x" * 255, "x" * 256, "x" * 1001, "x" * 2001, "x" * 20_000, "ñ" * 4096, "😀" * 3000,
    "\u0301" * 3000, "Z" + "\u0336" * 500, " " * 10_000, "\n" * 5000, "a " * 5000, "(" * 5000,
]  # fmt: skip
ESCRITURAS = [
    "Ñahui Ccallo", "ÁÉÍÓÚáéíóúÜü", "D'Angelo", "O\u2019Higgins", "Ayacucho\u0301",
    "n\u0303andu\u0301", "ＡＢＣ１２３", "中文字符", "日本語テスト", "한국어", "العربية", "עברית",
    "हिन्दी", "ภาษาไทย", "ｉｓｏ", "ß", "ﬁn", "İstanbul", "ıŞ", "ǅ", "Ω≈ç√∫", "𝒜𝓃𝓃𝒶", "😀", "👩🏽‍🏫",
    "🇵🇪", "👨‍👩‍👧‍👦", "﷽", "ⅷ", "№", "½",
]  # fmt: skip
NUMEROS = [
    "0", "-0", "-1", "1.0", "1,5", "1.234,56", "1,234.56", "1_000", "+1", " 7 ", "007", "1e5",
    "1e999", "-1e999", "1e-999", "NaN", "nan", "sNaN", "Infinity", "-Infinity", "0x10", "0b1",
    "٣", "१२३", "１２３", "²", "½", "2147483648", "-2147483649", "9223372036854775808",
    "99999999999999999999999999", "9" * 400, "9" * 5000, "-" + "9" * 5000, "0." + "0" * 400 + "1",
    "1" + "0" * 4301, "--1", "1-1", "true", "null", "None", "undefined",
]  # fmt: skip
FECHAS = [
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2024-02-29",
    "2026-13-01", "31/12/2026", "12/31/2026", "29/02/2023", "1/1/1", "-2026-01-01", "2026-1-1",
    "2026-01-01T00:00:00Z", "2026-01-01 25:61", "٢٠٢٦-٠١-٠١", "hoy", "1899-12-31", "20260101",
]  # fmt: skip
ATAQUES = [
    "' OR '1'='1", "'; DROP TABLE legajo_servidor; --", '"', "''", "\\", "\\'", "%", "%s", "%(a)s",
    "%n%n%n", "_", "$1", "${7*7}", "{{7*7}}", "{% debug %}", "{0}", "{user.password}",
    "{{ settings.SECRET_KEY }}", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>", "</textarea><script>", "javascript:alert(1)", "&lt;b&gt;", "&#0;",
    "<![CDATA[x]]>", "<!--", "]]>", "a\r\nBcc: otro@demo.invalid", "a%0d%0aSet-Cookie: x=1",
    "../../../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd\x01.pdf", "file:///etc/passwd",
    "http://malo.invalid/", "//malo.invalid", "=1+1", "=HYPERLINK(\"http://malo.invalid\")",
    "+1", "-1+1", "@SUM(1)", "\t=1", "|calc", "＝1+1", "$(id)", "`id`", "; ls", "| cat",
    "(?:a+)+$", "(", "[", "*", "^$", "a" * 40 + "!", "\\x00", "\\u0000", "\\ud800",
    "*)(uid=*))(|(uid=*", "CON", "NUL.txt", ".", "..", "~", "-", "--", "#", "?", "&a=b", "a=b;c=d",
]  # fmt: skip
JSON = [
    "{}", "[]", '{"a":', '{"__proto__": 1}', "[" * 2000, '"\\u0000"', '{"a": NaN}', "[1e999]",
    '{"id__in": [1]}', "null\n", "[[],{}]",
]  # fmt: skip
CORREOS = [
    "a@b", "a@", "@b.pe", "a b@c.pe", "a@b..pe", "rosa@demo.invalid\n", '"a b"@demo.invalid',
    "ROSA@DEMO.INVALID", "ro\u200bsa@demo.invalid", "mike@exämple.pe", "a@[127.0.0.1]",
    "a" * 65 + "@demo.invalid", "x@" + "d" * 300 + ".pe",
]  # fmt: skip
CLAVES = [
    "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "{12345678123456781234567812345678}", "urn:uuid:12345678-1234-5678-1234-567812345678",
    "99000001", "00000000", "99000001 ",
    "９９００００００１", "__prefix__", "id__exact", "password",
]  # fmt: skip

TODAS: list[str] = [
    *VACIAS, *INVISIBLES, *PROHIBIDAS, *DE_CONTROL, *LARGAS, *ESCRITURAS, *NUMEROS, *FECHAS,
    *ATAQUES, *JSON, *CORREOS, *CLAVES,
]  # fmt: skip


def octetos(texto: Any) -> bytes:
    """As a hostile client sends it: what UTF-8 does not allow goes as it is."""
    return str(texto).encode("utf-8", "surrogatepass")
