### Het overzicht van de antipestcoördinator, de vragen om raad, de stand van de week en de lijst voor
### de zomer. Zonder inhoud: nummers, stappen, dagen, letters en collega’s.

## Het overzicht

overzicht-titel = Overzicht
overzicht-leeg = Er loopt nu geen melding. Komt er een binnen, dan krijg je daar bericht van.
overzicht-uitleg = Wat te laat is staat bovenaan, daarna gaat het per stap. Namen zie je pas als je een melding opent.
overzicht-open = Open meldingen
overzicht-te-laat = Te laat
overzicht-overleg = Wacht op overleg
overzicht-nazorg = In de nazorg
overzicht-raad = Vragen om raad aan jou
overzicht-bij-stap = { $stap }: { $aantal }
overzicht-bij-stap-te-laat = { $stap }: { $aantal }, waarvan { $laat } te laat
overzicht-melding = { $id }: { $stap }
overzicht-melding-te-laat = Te laat – { $id }: { $stap }
overzicht-gemeld = gemeld { $dag }
overzicht-wacht-bij = Bij { $wie }: { $wanneer }
overzicht-vanaf = de vraag komt { $dag }
overzicht-verder = Verder
overzicht-nog-meer = er wacht nog { $aantal }; dat zie je als je de melding opent
overzicht-knop = Open het overzicht
overzicht-kop = Over alle meldingen
overzicht-geen = geen open melding

## De vragen om raad

raadlijst-titel = Vragen om raad
raadlijst-leeg = Er wacht geen vraag om raad op je.
raadlijst-uitleg = Collega’s vragen jou om raad. Je ziet alleen wat zij je zelf schrijven.
raadlijst-vraag = { $naam } vraagt je om raad
raadlijst-gevraagd = gevraagd { $dag }
raadlijst-beantwoord = { $naam } kreeg raad van je
raadlijst-beantwoord-op = beantwoord { $dag }
raadlijst-knop-vraag = Lees de vraag en antwoord
raadlijst-knop-terug = Lees terug wat er is gezegd
raadlijst-knop = Lees de vragen om raad
raadlijst-geen = er wacht geen vraag

## De stand van de week

week-titel = Deze week: { $stand }
week-open-een = 1 open melding
week-open-meer = { $aantal } open meldingen
week-te-laat = { $aantal } te laat
week-raad-een = 1 vraag om raad
week-raad-meer = { $aantal } vragen om raad
week-uitleg = Dit was de stand op { $dag }. In het overzicht zie je wat er wacht, en bij wie.

## Voor de zomer

zomer-titel = Lopende meldingen
zomer-kaart-titel = Lopende meldingen vóór de zomer
zomer-kaart-een = Er loopt nog 1 melding, en op { $dag } begint de zomervakantie. Kijk of die afgerond of overgedragen kan worden.
zomer-kaart-meer = Er lopen nog { $aantal } meldingen, en op { $dag } begint de zomervakantie. Kijk per melding of die afgerond of overgedragen kan worden.
zomer-uitleg = De zomervakantie begint { $dag }. Kies per melding: afronden, sluiten of overdragen. Wat dan nog loopt, gaat na de zomer naar wie dan { -coach } is.
zomer-leeg = Er loopt geen melding meer. Zo kan iedereen met vakantie.
zomer-kies-gemeld = Deze melding zit nog in het begin. Spreek af wie er vóór de zomer mee verder gaat, of wie die na de zomer overneemt.
zomer-kies-lopend = Kan deze melding afgerond worden? Zo niet, spreek dan af wie die na de zomer overneemt.
zomer-kies-nazorg = Gaat het goed met de leerling? Dan kan deze melding dicht. Anders gaat de nazorg na de zomer verder.
zomer-erna = Na de zomer
zomer-begint = de zomervakantie begint { $dag }
zomer-knop = Bekijk wat loopt vóór de zomer
