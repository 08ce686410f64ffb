### Kaarten. Ze staan in de chat en zijn daarom leeg van inhoud: geen naam, geen klas, geen verhaal.
### De woorden -coach, -coaches en -Coach staan bij het protocol van de school.

## Wat elke kaart heeft

kaart-titel = Melding { $id }: { $wat }
feit-stap = Waar zijn we
feit-voor = Voor
feit-over = Over
feit-uiterlijk = Uiterlijk
feit-hoort-bij = Hoort bij
feit-opgepakt = Opgepakt
feit-nog-niet-opgepakt = Nog niet opgepakt
feit-eerstvolgende = Nu aan jou
feit-wacht-op = Hierna
feit-titel = Titel in Magister
feit-onderwerp = Onderwerp
feit-pad = Plek in Magister
feit-actie = Actie
feit-gevraagd = Gevraagd
feit-gevraagd-op = Gevraagd op
feit-vastgelegd = Vastgelegd op
feit-wat = Wat er wacht
feit-bij = Wacht bij
feit-sinds = Sinds

stap-opnieuw = { $stap }, { $keer }e keer
staat-nazorg = nazorg
staat-gesloten = gesloten
staat-geen_pesten = afgerond: geen pesten
staat-samengevoegd = samengevoegd met een andere melding
staat-ingetrokken = ingetrokken
staat-gewist = gewist

leerling = leerling { $letter }
deze-actie = deze actie
de-melding = de hele melding
en = { $eerste } en { $laatste }
door = door { $naam }, { $wanneer }
oud-collega = een oud-collega
misschien-dubbel = Zie je deze kaart twee keer? Dan is er maar één keer iets te doen.
niemand = nog niemand
te-laat = { $dag } (die dag is voorbij)
voortgang = { $klaar } van { $totaal } klaar

## Knoppen

knop-open = Open de melding
knop-oppakken = Pak dit op
knop-betrokken = Zeg dat je betrokken bent
knop-incident = Noteer wat er is gebeurd
knop-ouder = Noteer wat een ouder zei
knop-raad = Vraag om raad
knop-heropenen = Heropen de melding
knop-sluiten = Sluit de melding
knop-nog-iets-gezien = Geef door wat je nog zag
knop-niet-uitvoerbaar = Zeg dat dit niet lukt
knop-niet-uitvoerbaar-voor = Zeg dat dit niet lukt: { $wie }
knop-toch-doorgaan = Ga toch door
knop-waarom = Lees waarom
knop-antwoorden = Vul het antwoord in
knop-kiezen = Kies hoe het verder gaat
knop-magister = Bekijk de tekst
knop-besluiten = Leg het besluit vast
knop-raad-geven = Lees de vraag en antwoord
knop-raad-lezen = Lees het antwoord
knop-gezien = Markeer als gelezen
knop-overdracht = Lees de overdracht
knop-overnemen = Neem over
knop-overnemen-voor = Neem over: leerling { $letter }

## Als een kaart voorbij is

vervallen-titel = Vervallen
vervallen = Deze kaart is niet (meer) voor jou. Je hoeft niets te doen.
verkeerde-leerling = Vervallen: verkeerde leerling gekozen. Deze melding gaat niet over jouw leerling.
verkeerde-leerling-klaar = Je hoeft niets meer te doen.
verkeerde-leerling-magister = Jij zette hierover een tekst in Magister of stuurde een mail. Herstel dat samen met de antipestcoördinator.
overgenomen-titel = Opgepakt door een collega
overgenomen = { $naam } doet dit. Je hoeft niets te doen.
overgenomen-anders = Spreken jullie af dat jij het doet? Neem het dan over.
niet-meer-nodig = Vervallen: dit hoeft niet meer.
samengevoegd-titel = Samengevoegd
samengevoegd = Samengevoegd met { $nummer }. Alles wat hier stond, staat nu bij die melding. Daar ga je verder.

## De eerste kaart van een melding

root-titel = Zo staat het ervoor
root-titel-nieuw = Nieuw, nog niet door iedereen opgepakt
root-titel-acuut = Acuut, pak dit nu op
root-oppakken = Je bent { -coach } van { $wie }, of je vervangt de { -coach }. Pak je dit op? Dan weet iedereen dat iemand ermee bezig is.
root-klaar = Er staat niets meer open. Gebeurt er toch weer iets? Open de melding en leg het vast.
root-meelezer = Je leest mee vanaf deze stap. Open de melding voor de samenvatting op één pagina.
root-ter-info = De { -coach } en de antipestcoördinator hebben deze melding gekregen. Je krijgt dit bericht omdat het acuut is.
geen-inhoud = Namen en details zie je pas als je de melding opent.
opgepakt-voor = { $wie }: { $naam }
acuut = Acuut. Een bericht is geen hulp: ga erheen of bel nu. Bij direct gevaar bel je 112.
bel = Bel { $wie }: { $nummer }.

melder-titel = Je melding is binnen
melder-binnen = Goed dat je dit meldt. De { -coach } en de antipestcoördinator krijgen het. Je hoort het zodra iemand het oppakt.
melder-opgepakt = Je melding is opgepakt. Jij hoeft nu niets te doen.
melder-opgepakt-en-jij = Je melding is opgepakt. Wat jij nu kunt doen, staat op je andere kaarten van deze melding.
melder-nog-iets = Zie of hoor je nog iets? Geef het door met de knop. Je melding zelf kun je hier niet meer lezen.
opgepakt-titel = Opgepakt

## Acties

wat-voor = { $wat } (leerling { $letter })
wat-wanneer = { $wat }, { $wanneer }
wat-uiterlijk = { $wat }, uiterlijk { $wanneer }
gedaan = { $wie }: gedaan { $door }.
gedaan-zonder-naam = { $wie }: gedaan.
overgeslagen = { $wie }: overgeslagen na overleg, besluit { $door }.
ging-verder = { $wie }: vervallen, want de melding ging hier zonder verder.
wacht-op-eerst = Nog even wachten met { $wie }: eerst is er iets anders aan de beurt.
wacht-op-later = Even wachten met { $wie }: dit komt een week later aan de beurt. Je krijgt dan bericht.
wacht-op-eerst-consent = Wacht op toestemming. Het gesprek met { $wie } kan pas daarna.
wacht-op-eerst-wish = Wacht op het antwoord van de leerling die gepest wordt. Samen praten kan pas als die dat wil.
geen-akkoord-consent = Er is geen toestemming voor het gesprek met { $wie }. Ga dus niet in gesprek, maar zeg dat dit niet lukt. De antipestcoördinator denkt dan met je mee.
geen-akkoord-wish = De leerling die gepest wordt wil nu niet samen praten. Dat gaat dus niet door. Zeg dat dit niet lukt. De antipestcoördinator denkt dan met je mee.
wacht-op-overleg = Over { $wie } denkt de antipestcoördinator met je mee. Daar hoef je nu even niets voor te doen.
verder-zonder = Je collega's gaan alvast verder zonder { $wie }. Dit blijft voor jou open.
gebeld-voicemail = Ouder van { $wie }: voicemail. Bel nog eens, want ingesproken is nog niet gesproken.
gebeld-geen-gehoor = Ouder van { $wie }: geen gehoor. Bel nog eens.

## Vragen na een tijd

vooraf-titel = Hoe gaat het, vlak voor de vakantie?
vooraf-uitleg = De vraag na deze stap valt pas na de vakantie. Spreek de leerling daarom nu nog even. Zo gaat niemand met zorgen de vakantie in.
vooraf-uitleg-nazorg = De volgende vraag in de nazorg valt pas na de vakantie. Spreek de leerling daarom nu nog even. Zo gaat niemand met zorgen de vakantie in.
vooraf-uitleg-volgen = Jullie wilden dit even volgen, en de vraag daarover valt pas na de vakantie. Spreek de leerling daarom nu nog even.
volgen-titel = Hoe gaat het nu?
volgen-uitleg = Jullie wilden dit even volgen. Spreek de leerling en vul in wat je hoort. Daarna kies je hoe het verder gaat.
nazorg-titel = Nazorg: hoe gaat het nu?
nazorg-uitleg = Het leek over te zijn. Vraag de leerling of dat zo gebleven is, en vul in wat je hoort.
nazorg-laatste = Dit is de laatste nazorgvraag. Vraag de leerling of het goed is gebleven. Daarna kies je of de melding dicht kan.
beantwoord = Beantwoord { $door }.
later-gevraagd = Er was nog geen gesprek. Je krijgt de vraag opnieuw op { $wanneer }.

## Kiezen hoe het verder gaat

keuze-titel = Kies hoe het verder gaat
keuze-uitleg = Wat nu nodig was, is gedaan. Jij kiest hoe het verder gaat. Er gebeurt niets vanzelf.
keuze-nazorg-titel = Kies of de melding dicht kan
keuze-nazorg-uitleg = Gaat het goed met de leerling? Dan kun je sluiten. Zo niet, heropen de melding: het nummer blijft hetzelfde.
keuze-gesloten = gesloten
keuze-heropend = heropend
gekozen = Gekozen: { $keuze }, { $door }.

## Magister

magister-titel = Tekst voor Magister: { $titel }
magister-doen = De tekst staat klaar, per leerling. Plak hem alleen in Magister, onder precies deze titel of op deze plek. Vink hem daarna af.
magister-gedaan = { $wie }: in Magister gezet { $door }.
mail-titel = Mail aan het gezin: { $titel }
mail-doen = Er staat een mail klaar, per gezin. Stuur elke mail alleen aan de leerling en de ouders zelf. Vink hem daarna af.
mail-gedaan = { $wie }: gemaild { $door }.

## Overleg, raad en nieuws

overleg-titel-niet-uitvoerbaar = Een actie lukt niet
overleg-titel-overleg = Overleg gevraagd over het vervolg
overleg-uitleg-niet-uitvoerbaar = Je collega komt hier niet verder. Neem contact op en beslis samen: overslaan, aanpassen of toch doorgaan.
overleg-uitleg-overleg = Je collega wil met je overleggen hoe het verder gaat. Spreek elkaar en leg vast wat jullie besluiten.
besluit-overslaan = deze actie overslaan
besluit-aanpassen = het anders aanpakken
besluit-doorgaan = doorgaan
besluit-verkeerde-leerling = vervallen, want de verkeerde leerling was gekozen
besloten = Besluit: { $besluit }, { $door }.
raad-titel = { $naam } vraagt je om raad
raad-uitleg = Lees de vraag en schrijf wat jij zou doen. Je ziet alleen wat je collega je zelf schrijft.
antwoord-raad-titel = Er is raad voor je
antwoord-raad = { $naam } heeft geantwoord op je vraag.
antwoord-besluit-titel = Er is een besluit op je vraag
antwoord-gelezen-titel = Wat je doorgaf is gelezen
antwoord-gelezen = Bedankt. Wie deze melding begeleidt, heeft het gelezen. Je hoeft niets te doen.
nieuws-titel-incident = Er is een nieuw voorval vastgelegd
nieuws-titel-waarneming = De melder zag of hoorde nog iets
nieuws-uitleg = Open de melding, lees wat er is vastgelegd en kijk of jullie plan nog past.
nieuws-ter-info = Dit is ter informatie. Open de melding als je wilt weten wat jouw leerling aangaat.
nieuws-gelezen = Gelezen { $door }.

## Berichten en herinneringen

bericht-titel = Ter informatie
herinnering-titel = Herinnering – { $wat }
herinnering = Dit wacht nog op jou. Lukt het niet? Open de melding: daar kun je raad vragen of zeggen dat het niet gaat.
wacht-titel = Hier wacht iets op een collega
wacht-titel-over = Dit wacht niet meer
wacht-uitleg = Er is nog niets mee gedaan. Vraag je collega of het lukt, of neem het over.
wacht-melding = Melding oppakken
wacht-magister = Tekst in Magister zetten
wacht-magister-titel = Magister: { $titel }
wacht-mail-titel = Mail: { $titel }
wacht-besluit = Samen een besluit nemen
wacht-raad = Antwoord op een vraag om raad
wacht-gebeurd = Nieuws lezen
wacht-opruimen = Teksten bij een verkeerde leerling

## Een tekst bij een verkeerde leerling

opruimen-titel = Er staan teksten bij een verkeerde leerling
opruimen-magister = Haal de tekst in Magister weg bij de leerling die verkeerd was gekozen. Of vraag dat aan wie hem erin zette.
opruimen-mail = Bel het gezin dat de mail kreeg en leg uit dat die niet voor hen was.
opruimen-wie = De app weet niet meer wie die leerling was. Je collega weet dat wel.
opruimen-klaar = Geregeld, genoteerd { $door }.
feit-staat-magister = Staat in Magister
feit-staat-mail = Gemaild aan het gezin
feit-door-wie = Gedaan door
knop-weggehaald = Zeg dat het geregeld is

## Wie er meedoet

overdracht-titel = Je neemt dit over
overdracht-uitleg = Jij bent nu aan zet. Op één pagina lees je wat er is gedaan, wat is afgesproken en wat er wacht.
uitgesloten-titel = Een collega doet niet meer mee
uitgesloten-uitleg = Iemand die zelf betrokken is, ziet deze melding niet meer. Een ander doet nu het werk. Open de melding om te zien wie, en kijk of dat past.

## In het kanaal van het personeel. Daar lezen collega's mee die er niet bij horen.

feit-datum = Eerstvolgende datum
kanaal-aan-zet = Hier is iets te doen
kanaal-wacht = Deze stap wacht nog even
kanaal-klaar = Deze stap is klaar
kanaal-samengevoegd = Deze melding is samengevoegd met een andere melding. Hier hoeft niets meer.

## Als iemand niet te bereiken is

onbereikbaar-titel = Een collega is niet te bereiken
onbereikbaar-uitleg = Een bericht over deze melding kon niet bij { $naam } komen. Neem zelf contact op, of zorg dat een ander het overneemt.
onbereikbaar-kanaal = Het kanaal is niet te bereiken
onbereikbaar-kanaal-uitleg = Een bericht over deze melding kon niet in het kanaal van het personeel komen. Je collega's kregen wel hun eigen berichten. Vraag de beheerder om naar het kanaal te kijken.
