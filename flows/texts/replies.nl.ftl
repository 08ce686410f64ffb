# Wat de bot terugzegt als iets gelukt is.

gedaan-melden = Je melding is binnen en heeft nummer { $nummer }. Je hoort het als een collega de melding oppakt.
gedaan-oppakken = Fijn, jij pakt melding { $nummer } op. De volgende stap staat in je berichten.
gedaan-in-magister = Genoteerd: de tekst staat in Magister.
gedaan-gezien = Genoteerd dat je dit hebt gelezen.
gedaan-overnemen = Je hebt dit overgenomen. De volgende stap staat in je berichten.
gedaan-doen = Vastgelegd. Dank je wel.
gedaan-niet-uitvoerbaar = De antipestcoördinator krijgt nu bericht en overlegt met je.
gedaan-zonder-verder = Vastgelegd met je reden. Jullie gaan verder; de taak van je collega blijft open.
gedaan-toch-doorgaan = Vastgelegd met je reden. Vertel de leerling dat je dit doet en waarom.
gedaan-antwoorden = Vastgelegd. Dank je wel.
gedaan-kiezen = Vastgelegd. Wat nu nodig is, staat in je berichten.
gedaan-sluiten = Melding { $nummer } is gesloten. Je kunt de melding later weer openen.
gedaan-heropenen = Melding { $nummer } loopt weer. De volgende stap staat in je berichten.
gedaan-incident = Vastgelegd. De { -coaches } en de antipestcoördinator krijgen bericht.
gedaan-ouder = Vastgelegd.
gedaan-waarneming = Dank je wel. Wat je zag, staat bij de melding en de { -coaches } krijgen bericht.
gedaan-corrigeren = De verbeterde versie is vastgelegd. De oude blijft te lezen.
gedaan-raad = Je vraag is verstuurd. Je collega ziet alleen wat je zelf schreef.
gedaan-raad-geven = Je antwoord is verstuurd. Dank je wel.
gedaan-besluiten = Het besluit is vastgelegd.
gedaan-betrokken = Genoteerd. Een ander neemt dit van je over en jij ziet de melding niet meer.
gedaan-uitsluiten = Genoteerd. Deze collega ziet de melding niet meer.
gedaan-leerling-erbij = De leerling is toegevoegd. De { -coach } van deze leerling krijgt bericht.
gedaan-samenvoegen = Samengevoegd. Alles van melding { $nummer } staat nu bij de andere melding.
gedaan-verkeerde-leerling = Gewijzigd. De { -coach } van de juiste leerling krijgt bericht. Is de verkeerde leerling of een ouder al gesproken? Leg het hun uit. Wie de melding leidt, kijkt na of de verkeerde naam nog in een tekst staat.
gedaan-weggehaald = Genoteerd: de teksten bij de verkeerde leerling zijn geregeld.
gedaan-ernaast = Begonnen. De eerste stap staat in je berichten.
gedaan-ernaast-stoppen = Gestopt. De stappen gaan gewoon door.
gedaan-nakijken = De woorden zijn vastgelegd.

# De oefenschool.

speeltuin-coach-van = { -coach } van { $klassen }
speeltuin-collega = docent of medewerker
speeltuin-klok = Het is nu { $moment }. { $gebeurd }
speeltuin-niets = Er hoefde niets gevraagd te worden.
speeltuin-een = Onderweg is er één ding gevraagd of herinnerd.
speeltuin-veel = Onderweg is er { $aantal } keer iets gevraagd of herinnerd.
