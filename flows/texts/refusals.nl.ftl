### Waarom iets niet gaat, en wat er aan een antwoord niet klopt. Zonder namen, met wat je kunt doen.

weigering-niet-van-jou = Dit is niet (meer) aan jou. Vraag de antipestcoördinator als je denkt van wel.
weigering-verlopen = Dit is niet meer aan de orde. Open je taken om te zien wat er nu staat.
weigering-reden-nodig = Schrijf er een reden bij. Je tekst is nog niet vastgelegd.
weigering-te-lang = Je tekst is te lang. Maak hem korter en probeer het opnieuw.
weigering-velden = Niet alles is goed ingevuld. Kijk bij de vragen wat er nog moet.
weigering-geen-leerling = Noem minstens één leerling die gepest wordt. Ken je de naam niet, beschrijf de leerling dan.
weigering-gesloten = Deze melding is gesloten. Heropen de melding eerst.
weigering-samengevoegd = Deze melding is samengevoegd met { $nummer }. Open die melding en doe het daar. Hier is niets vastgelegd; kopieer eerst wat je typte.
weigering-samenvoegen-gesloten = Die melding is al dicht. Heropen die melding eerst.
weigering-samenvoegen-nazorg = Die melding is in de nazorg. Begint het opnieuw, heropen die melding dan eerst.
weigering-samenvoegen-protocol = Deze twee meldingen volgen een andere versie van het pestprotocol. Ga door met allebei, of voeg de andere melding hieraan toe.
weigering-eerst-gesprek = Praat eerst met de leerling die gepest wordt. Daarna kun je dit kiezen.
weigering-nog-niet = Dit kan nog niet: er wacht eerst iets anders.
weigering-geen-toestemming = De leerling die gepest wordt vindt dit niet goed. Overleg met de antipestcoördinator.
weigering-niet-op-de-lijst = Deze collega kun je hier niet kiezen. Kies iemand anders.
weigering-laatste-vangnet = Deze collega is de enige op wie de school altijd kan terugvallen. Wijs eerst iemand anders aan in het personeelsbestand.
weigering-al-gedaan = Dit was al gedaan. Je hoeft niets te doen.
weigering-formulier-te-oud = Dit formulier stond te lang open. Begin opnieuw; er is niets bewaard.
weigering-formulier-te-oud-kopieer = Dit formulier stond te lang open. Kopieer wat je typte, sluit het formulier en open het opnieuw.
weigering-niet-naar-jezelf = Zo komt deze melding bij jou terecht. Vraag de antipestcoördinator of een ander van de schoolleiding om dit te doen.
weigering-al-gemeld = Deze melding was al binnen. Je hoeft niets te doen.
weigering-niet-bewaard = Opslaan lukt nu niet en er is niets bewaard. Probeer het over een paar minuten opnieuw. Heeft het haast, bel dan de antipestcoördinator. Zeg de beheerder: fout { $kenmerk }.
weigering-geen-medewerker = Dit is alleen voor medewerkers van de school. Klopt dat niet? Vraag het de beheerder.

veld-fout-verplicht = Vul dit in.
veld-fout-te-lang = Dit is te lang. Gebruik ten hoogste { $tekens } tekens.
veld-fout-onbekende-keuze = Kies één van de mogelijkheden.
veld-fout-een-antwoord = Geef hier één antwoord.
veld-fout-geen-datum = Vul een datum in, zoals 30-11-2026.
veld-fout-datum-ver-weg = Deze datum ligt te ver weg. Klopt het jaartal?
veld-fout-onbekend = Er ging iets mis met dit formulier. Sluit het en open het opnieuw.
veld-fout-noemt-een-naam = Hier staat nog een naam in. Schrijf bijvoorbeeld: een medeleerling.
veld-fout-omschrijving = Beschrijf de leerling in een paar woorden.
veld-fout-al-genoemd = Deze leerling staat al in de melding.
