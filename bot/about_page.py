"""The one page on the public port: what the app is, what it keeps, and on what terms.

The package for Teams points to it, for Microsoft shows three such links to whoever looks at the
app. It is the same for everybody and says nothing about the school.
"""

from __future__ import annotations

from aiohttp import web

PATH = "/over"

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

PAGE = """\
<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>pestmelding</title>
<h1>pestmelding</h1>
<p>Hiermee melden medewerkers van een school dat een leerling misschien gepest wordt, en zetten ze
samen de stappen van het pestprotocol. De app is alleen voor medewerkers. Met vragen ga je naar de
school.</p>
<p>Een bericht is geen hulp. Is iemand in gevaar? Bel 112.</p>
<h2 id="privacy">Privacy</h2>
<p>De school bewaart de meldingen zelf, versleuteld, en bepaalt hoe lang. In de chat staat nooit een
naam of een verhaal: dat ziet alleen wie een melding mag openen, en de app houdt bij wie er kijkt.
Wat iemand in een venster leest of typt, gaat versleuteld langs de servers van de chatdienst. Er
wordt niets aan anderen gegeven, en er kijkt geen taalmodel mee. Vraag de school om inzage,
verbetering of verwijdering.</p>
<h2 id="voorwaarden">Voorwaarden</h2>
<p>De school beheert de app en beslist wie hem gebruikt. De software is vrij te gebruiken onder de
MIT-licentie, zonder garantie.</p>
</html>
"""


async def about(request: web.Request) -> web.Response:
    """Answers GET /over."""
    del request
    return web.Response(text=PAGE, content_type="text/html", charset="utf-8", headers=HEADERS)
