### De formulieren: titels, vragen, keuzes en knoppen. Wie de vragen leest, mag de namen zien.

naam-met-klas = { $naam } ({ $klas })
naam-met-letter = { $letter }: { $naam }

## Titels (ten hoogste 24 tekens)

formulier-doen-gesprek = Gesprek vastleggen
formulier-doen-toestemming = Toestemming
formulier-doen-wens = Wat wil de leerling?
formulier-doen-gesprek_samen = Gesprek samen
formulier-doen-afspraken = Afspraak vastleggen
formulier-doen-bellen = Ouders bellen
formulier-doen-vinkje = Klaar melden
formulier-doen-overleg = Overleg vastleggen
formulier-doen-inlichten = Ingelicht
formulier-doen-maatregel = Maatregel vastleggen
formulier-doen-uitnodigen = Uitnodiging vastleggen
formulier-niet-uitvoerbaar = Dit lukt niet
formulier-toch-doorgaan = Toch doorgaan
formulier-evaluatie = Is het gestopt?
formulier-nazorg = Hoe gaat het nu?
formulier-vooraf = Vlak voor de vakantie
formulier-peiling = Hoe gaat het?
formulier-kiezen = Hoe gaan we verder?
formulier-sluiten = Melding sluiten
formulier-heropenen = Melding heropenen
formulier-incident = Er is iets gebeurd
formulier-ouder = Ouder sprak mij
formulier-waarneming = Ik zag nog iets
formulier-corrigeren = Verbeteren
formulier-raad = Vraag om raad
formulier-raad-geven = Raad geven
formulier-besluiten = Besluit vastleggen
formulier-betrokken = Ik ben betrokken
formulier-uitsluiten = Iemand uitsluiten
formulier-leerling-erbij = Leerling erbij
formulier-nakijken = Namen nakijken

## Knoppen onder een formulier (ten hoogste 24 tekens)

formulier-knop-melden = Verstuur de melding
formulier-knop-verder = Ga verder
formulier-knop-vastleggen = Leg vast
formulier-knop-voorleggen = Leg voor
formulier-knop-doorgaan = Ga toch door
formulier-knop-kiezen = Leg je keuze vast
formulier-knop-sluiten = Sluit de melding
formulier-knop-heropenen = Heropen de melding
formulier-knop-vragen = Vraag om raad
formulier-knop-sturen = Verstuur
formulier-knop-overdragen = Draag over
formulier-knop-uitsluiten = Sluit uit
formulier-knop-toevoegen = Voeg toe
formulier-knop-verbeteren = Verbeter

## Om te lezen, boven de vragen

formulier-woorden = Woorden die je kunt gebruiken
formulier-16-17 = Deze leerling is 16 of 17
formulier-16-17-tekst = Bespreek eerst met de leerling of en hoe de ouders het horen.
formulier-18-plus = Deze leerling is 18 of ouder
formulier-18-plus-tekst = Informeer de ouders alleen als de leerling dat goed vindt.
formulier-niet-uitvoerbaar-let-op = Je overlegt met de antipestcoördinator
formulier-niet-uitvoerbaar-let-op-tekst = De antipestcoördinator krijgt bericht. Samen besluiten jullie: overslaan, anders doen of toch doorgaan.
formulier-toch-doorgaan-let-op = Zonder toestemming
formulier-toch-doorgaan-let-op-tekst = Doe dit alleen als de veiligheid erom vraagt of als er een strafbaar feit is. Vertel de leerling die gepest wordt eerst dat je het doet, en waarom.
formulier-evaluatie-let-op = Praat eerst met de leerling
formulier-evaluatie-let-op-tekst = Vraag de leerling die gepest wordt hoe het nu gaat. Nog niet gesproken? Dan krijg je deze vraag over twee schooldagen opnieuw.
formulier-nazorg-let-op = Kom er nog eens op terug
formulier-nazorg-let-op-tekst = Vraag de leerling die gepest werd of het goed gebleven is. Nog niet gesproken? Dan krijg je deze vraag later opnieuw.
formulier-vooraf-let-op = Nog even vóór de vakantie
formulier-vooraf-let-op-tekst = De afgesproken dag valt door de vakantie een stuk later. Vraag daarom nu al hoe het gaat.
formulier-peiling-let-op = Een korte vraag tussendoor
formulier-peiling-let-op-tekst = Vraag de leerling die gepest wordt in een paar woorden hoe het gaat.
formulier-voorstel = Waarom dit voorstel
formulier-voorstel-tekst = Bij de laatste vraag was het antwoord: { $antwoord }. Daarom staat er al een keuze ingevuld. Jij kiest.
formulier-sluiten-let-op = Is het goed gebleven?
formulier-sluiten-let-op-tekst = Sluit als de leerling zegt dat het gestopt is. Begint het opnieuw? Dan heropen je deze melding, met hetzelfde nummer.
formulier-heropenen-let-op = De melding loopt weer
formulier-heropenen-let-op-tekst = Je gaat verder onder hetzelfde nummer. Alles wat er stond, blijft staan.
formulier-raad-let-op = Je collega ziet alleen wat je hier typt
formulier-raad-let-op-tekst = Verder niets van de melding. Schrijf dus liever geen namen op. Na het versturen verandert er niets aan de stappen.
formulier-raad-van = { $naam } vraagt je raad
formulier-voorgelegd = { $naam } legt dit voor
formulier-betrokken-let-op = Je draagt de melding over
formulier-betrokken-let-op-tekst = Ben je bijvoorbeeld ouder van een leerling in deze melding? Dan neemt een collega het over. Je ziet de melding daarna niet meer.
formulier-uitsluiten-let-op = Iemand die zelf betrokken is
formulier-uitsluiten-let-op-tekst = Deze collega ziet vanaf nu niets meer van deze melding en krijgt er geen berichten over. Een vervanger neemt de taken over.
formulier-leerling-erbij-let-op = De { -coach } hoort het meteen
formulier-leerling-erbij-let-op-tekst = De { -coach } van deze leerling krijgt bericht en doet vanaf nu mee.
formulier-nakijken-let-op = Namen van anderen
formulier-nakijken-let-op-tekst = In Magister noem je alleen de leerling zelf. In wat er getypt is, staan ook namen van anderen. Bij elke naam is al ingevuld wat er in de plaats komt. Klopt dat? Druk dan op ‘Leg vast’. Je mag het ook anders zeggen, als er maar geen naam in staat.

## Bij de melding zelf

let-op-seksueel = Beelden: niet kijken
let-op-seksueel-tekst = Bekijk de beelden niet, bewaar ze niet en stuur ze niet door. Voeg ook hier niets toe. Bel bij dwang of verspreiding de politie. Helpwanted helpt leerlingen, ouders en school. Je melding gaat als acuut naar je collega’s.
let-op-thuis = Onveilig thuis: bel vandaag
let-op-thuis-tekst = Voor zorgen over thuis geldt de meldcode. Bel vandaag nog. Schrijf hierover niets op in deze melding; hier gaat het alleen over het pesten.
let-op-bellen = Wie je belt
let-op-bel-regel = { $wie }: { $nummer }
hulplijn-helpwanted = Helpwanted
hulplijn-helpwanted-nummer = helpwanted.nl
hulplijn-politie = Politie
hulplijn-politie-nummer = 0900-8844
hulplijn-veilig-thuis = Veilig Thuis
hulplijn-veilig-thuis-nummer = 0800-2000 (gratis, dag en nacht)
hulplijn-vertrouwensinspecteur = Vertrouwensinspecteur van het onderwijs
hulplijn-vertrouwensinspecteur-nummer = 0900-1113111
hulplijn-gevaar = Bij direct gevaar
hulplijn-gevaar-nummer = 112

## Vragen

veld-dag = Wanneer was dat?
veld-leerling = Over welke leerling gaat het?
veld-reden = Waarom?
veld-besproken = Wat is er besproken?
veld-besproken-hint = Kort en feitelijk. Niets over gezondheid, geloof, geaardheid of afkomst.
veld-toelichting = Wil je er iets bij zeggen?
veld-wie = Om welke leerlingen gaat het?
veld-leeftijd = Hoe oud is de leerling?
veld-leeftijd-hint = Vanaf 16 jaar beslist de leerling mee over wat de ouders horen. We bewaren alleen deze groep, geen geboortedatum.
veld-aanwezigen = Wie waren erbij?
veld-aanwezigen-hint = Namen of functies van volwassenen.
veld-gezien = Wat heb je gezien of gehoord?
veld-gezien-hint = Alleen feiten. Niets over gezondheid, geloof, geaardheid of afkomst.
veld-duiding = Wat denk je er zelf van?
veld-duiding-hint = Mag leeg blijven. Dit staat apart van de feiten.
veld-gesproken = Heb je de leerling gesproken?
veld-leerling_zegt = Wat zegt de leerling?
veld-zie_je = Wat zie je zelf?
veld-uitleg = Leg kort uit

veld-gesprek-wil_zelf = Wat wil de leerling zelf?
veld-gesprek-wil_zelf-hint = In de woorden van de leerling. Ook een oplossing die de leerling zelf bedenkt.
veld-toestemming-dag = Wanneer heb je het gevraagd?
veld-toestemming-per-leerling = Vindt de leerling een gesprek goed met { $naam }?
veld-wens-dag = Wanneer heb je het gevraagd?
veld-wens-wens = Wil de leerling samen praten?
veld-gesprek_samen-aanwezig = Welke leerlingen waren erbij?
veld-afspraken-wat = Wat is er afgesproken?
veld-afspraken-wat-hint = Concreet en zo dat je kunt zien of het lukt.
veld-afspraken-wie = Voor wie geldt het?
veld-afspraken-tot = Tot wanneer?
veld-afspraken-toezicht = Hoe kijken jullie of het lukt?
veld-afspraken-toezicht-hint = Wie let erop, en wanneer?
veld-afspraken-gevolg = Wat als het niet lukt?
veld-afspraken-gevolg-hint = Wat jullie samen hebben afgesproken.
veld-afspraken-nog_een = Nog een afspraak
veld-bellen-ouder = Om welke ouder of verzorger gaat het?
veld-bellen-uitkomst = Hoe ging het?
veld-bellen-reden = Waarom bel je niet?
veld-bellen-tweede_ouder = Is er nog een ouder met gezag die je apart moet bellen?
veld-overleg-besloten = Wat is er besloten?
veld-inlichten-hoe = Hoe heb je het verteld?
veld-maatregel-maatregel = Welke maatregel is genomen?
veld-uitnodigen-dag = Wanneer is het gesprek?
veld-uitnodigen-aanwezigen = Wie komen er?
veld-acuut = Dit is acuut: het kan niet wachten
veld-acuut-hint = Een bericht is geen hulp. Grijp in of bel eerst; bij direct gevaar 112. Vul dit daarna pas in.
veld-ouder-wie = Over welke leerling ging het?
veld-niet_uitvoerbaar-reden = Waarom lukt deze stap niet?
veld-niet-uitvoerbaar-reden = Waarom lukt deze stap niet?
veld-toch-doorgaan-reden = Waarom is dit toch nodig?
veld-raad-aan = Aan wie vraag je het?
veld-raad-vraag = Wat is je vraag?
veld-raad-vraag-hint = Je collega leest precies wat hier staat.
veld-raad_antwoord-antwoord = Wat raad je aan?
veld-besluit-besluit = Wat hebben jullie besloten?
veld-keuze = Wat kies je?
veld-kiezen-reden = Waarom kies je dit?
veld-sluiten-reden = Waarom kan de melding dicht?
veld-heropenen-reden = Wat is er aan de hand?
veld-betrokken-reden = Wil je zeggen waarom?
veld-uitsluiten-wie = Wie ziet deze melding niet meer?
veld-uitsluiten-reden = Waarom?
veld-leerling-erbij-leerling = Welke leerling?
veld-leerling-erbij-rol = Wat is de rol, volgens wat je weet?
veld-corrigeren-waarom = Waarom verbeter je dit?
veld-nakijken-naam = Wat komt er in de plaats van ‘{ $naam }’?
veld-nakijken-naam-hint = Er staat nu: { $zin }

## Keuzes

keuze-ja = Ja
keuze-nee = Nee
keuze-nog_vragen = Nog vragen
keuze-gesproken-ja = Ja
keuze-gesproken-nog_niet = Nog niet
keuze-leeftijd-onder-16 = Jonger dan 16
keuze-leeftijd-16-17 = 16 of 17
keuze-leeftijd-18-plus = 18 of ouder
keuze-ouder-eerste = Eerste ouder of verzorger
keuze-ouder-tweede = Tweede ouder of verzorger
keuze-uitkomst-gesproken = Gesproken
keuze-uitkomst-voicemail = Voicemail
keuze-uitkomst-geen_gehoor = Geen gehoor
keuze-uitkomst-niet_bellen = Ik bel niet
keuze-tweede_ouder-ja = Ja, die bel ik ook
keuze-tweede_ouder-nee = Nee
keuze-hoe-gesprek = In een gesprek
keuze-hoe-telefoon = Telefonisch
keuze-hoe-mail = Per mail
keuze-leerling_zegt-gestopt = Het is gestopt
keuze-leerling_zegt-minder = Het is minder
keuze-leerling_zegt-nog_bezig = Het gaat nog door
keuze-leerling_zegt-wil_niet_zeggen = De leerling wil het niet zeggen
keuze-leerling_zegt-goed = Het gaat goed
keuze-leerling_zegt-twijfel = De leerling twijfelt
keuze-leerling_zegt-slecht = Het gaat niet goed
keuze-besluit-overslaan = We slaan deze stap over
keuze-besluit-aanpassen = We doen het anders
keuze-besluit-doorgaan = We gaan toch door
keuze-rol-gepeste = Wordt gepest
keuze-rol-pester = Pest volgens de melding
keuze-rol-betrokken = Is op een andere manier betrokken
