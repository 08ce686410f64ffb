### De pagina’s: de melding zelf, de bevestiging, waarschuwingen, hulp en het protocol.

## De melding

pagina-melding = Melding { $nummer }
pagina-acuut = Deze melding is acuut. Een bericht is geen hulp: ga erheen of bel.
pagina-stand = Waar het staat
pagina-gemeld = Gemeld
pagina-melder = Gemeld door
pagina-rol-gepeste = Wordt gepest
pagina-rol-pester = Pest volgens de melding
pagina-rol-betrokken = Anders betrokken
pagina-staat-nazorg = Nazorg
pagina-staat-gesloten = Gesloten
pagina-staat-geen_pesten = Afgerond: geen pesten
pagina-staat-samengevoegd = Samengevoegd
pagina-staat-ingetrokken = Ingetrokken
pagina-ja = Ja
pagina-het-programma = het programma
pagina-een-collega = een collega
pagina-wanneer-wie = { $wanneer }, door { $wie }
pagina-reden = Reden: { $reden }
pagina-verbeterd = Verbeterd op { $wanneer } door { $wie }. Reden: { $reden }
pagina-eerder = Eerst stond er bij ‘{ $vraag }’: { $antwoord }
pagina-ook-gemeld = Er loopt nog een melding met een leerling van hier: { $nummer }. Gaat die over hetzelfde? Dan kun je ze samenvoegen.
pagina-wacht-regel = { $wat } – { $wie } – { $wanneer }
pagina-wacht-voor = { $wat } ({ $naam })
pagina-wacht-melding = Oppakken van de melding
pagina-wacht-magister = Tekst ‘{ $titel }’ in Magister zetten
pagina-wacht-mail = Mail ‘{ $titel }’ versturen
pagina-wacht-vraag = Vraag: is het gestopt?
pagina-wacht-vooraf = Vraag vlak voor de vakantie
pagina-wacht-volgen = Vraag na het volgen
pagina-wacht-nazorg = Vraag in de nazorg
pagina-wacht-keuze = Kiezen hoe het verder gaat
pagina-wacht-besluit = Samen besluiten over een stap
pagina-wacht-raad = Antwoord op een vraag om raad
pagina-wacht-gebeurd = Lezen wat er nieuw is
pagina-wacht-opruimen = Teksten bij een verkeerde leerling

## Regels van het logboek

logboek-BullyingReported = De melding
logboek-LineMerged = { $wat }
logboek-ReportMerged = Samengevoegd: melding { $wat } staat nu hier
melding-nummer-2 = Tweede melding
melding-nummer-3 = Derde melding
melding-nummer-meer = Nog een melding
logboek-ReportAcknowledged = Opgepakt voor { $leerlingen }
logboek-PupilAdded = Leerling toegevoegd: { $leerlingen }
logboek-PupilCorrected = In plaats van een verkeerde leerling: { $leerlingen }
logboek-TextsCleared = Geregeld: de teksten bij een verkeerde leerling
logboek-TaskCompleted = { $actie }: { $leerlingen }
logboek-TaskCompleted-zonder = { $actie }
logboek-ConsentRecorded = Toestemming van { $van } voor een gesprek met { $met }: { $wat }
logboek-WishRecorded = Wil { $van } samen praten? { $wat }
logboek-GateOverridden = Toch in gesprek zonder toestemming: { $leerlingen }
logboek-AgreementMade = Afspraak { $wat }
logboek-ParentCalled = Ouders bellen: { $leerlingen }
logboek-AdviceAsked = Raad gevraagd
logboek-AdviceGiven = Raad gekregen
logboek-WentOnWithout = Verder gegaan zonder hierop te wachten: { $actie }: { $leerlingen }
logboek-InfeasibleReported = Niet uitvoerbaar: { $actie }: { $leerlingen }
logboek-InfeasibleReported-zonder = Niet uitvoerbaar: { $actie }
logboek-InfeasibleSettled = Besluit: { $wat }
logboek-RecordPasted-magister = In Magister gezet: { $wat }: { $leerlingen }
logboek-RecordPasted-magister-zonder = In Magister gezet: { $wat }
logboek-RecordPasted-mail = Gemaild: { $wat }: { $leerlingen }
logboek-CaseMoved = Gekozen: { $wat }
logboek-WaitChosen = Gekozen: { $wat }
logboek-ConsultationAsked = Gevraagd: { $wat }
logboek-SubflowStarted = Begonnen: { $wat }
logboek-SubflowEnded = Gestopt: { $wat }
logboek-GroupComposed = Steungroep samengesteld: { $leerlingen }
overdracht-pagina = Overdracht
overdracht-inleiding = Jij neemt dit over. Hieronder staat wat je moet weten, met het belangrijkste bovenaan.
overdracht-meer = Er is nog meer vastgelegd. Dat staat in de melding zelf.
overdracht-voor = Jij begeleidt nu
overdracht-coach-van = { -Coach } van { $naam }
logboek-SlotTaken = Overgenomen: { $wat }
logboek-PersonExcluded = Doet niet meer mee: { $wat }
logboek-StaffChanged = Andere collega’s, door afwezigheid of een wijziging
logboek-sluiten = gesloten
logboek-heropenen = heropend
logboek-incident = Er is iets gebeurd: { $leerlingen }
logboek-ouder = Een ouder sprak met school: { $leerlingen }
logboek-waarneming = Nog iets gezien door de melder
logboek-QuestionPostponed = Nog niet gesproken; de vraag komt terug
logboek-evaluatie = Vraag beantwoord: is het gestopt?
logboek-nazorg = Vraag beantwoord in de nazorg
logboek-vooraf = Vraag beantwoord vlak voor de vakantie
logboek-peiling = Vraag tussendoor beantwoord

## Knoppen op de pagina van een melding

pagina-knop-terug = Ga terug
pagina-knop-verder = Lees verder
pagina-knop-corrigeren = Verbeter
pagina-knop-oppakken = Pak dit op
pagina-knop-opnieuw-consent = Wijzig de toestemming
pagina-knop-opnieuw-wish = Wijzig de wens
pagina-knop-opnieuw-compose = Wijzig de steungroep
pagina-knop-opnieuw-agreement = Voeg een afspraak toe
pagina-knop-opnieuw-call = Leg een telefoontje vast
pagina-knop-magister = Open de tekst: { $titel }
pagina-knop-antwoord-geven = Beantwoord de vraag
pagina-knop-kiezen = Kies hoe het verder gaat
pagina-knop-sluiten = Sluit de melding
pagina-knop-heropenen = Heropen de melding
pagina-knop-gezien = Markeer als gelezen
pagina-knop-besluiten = Leg een besluit vast
pagina-knop-niet-uitvoerbaar = Zeg dat dit niet lukt: { $actie }
pagina-knop-toch-doorgaan = Ga toch door: { $naam }
pagina-knop-zonder-verder = Ga verder zonder { $naam }
pagina-knop-overnemen = Neem over voor { $naam }
pagina-knop-sporen = Bekijk per spoor wat er is gedaan
pagina-knop-naar-melding = Ga terug naar de melding
pagina-knop-ernaast = Begin met de { $wat }
pagina-knop-ernaast-stoppen = Stop met de { $wat }
pagina-knop-incident = Noteer wat er is gebeurd
pagina-knop-ouder = Noteer wat een ouder zei
pagina-knop-ook-gemeld = Open melding { $nummer }
pagina-knop-samenvoegen = Voeg toe aan { $nummer }
pagina-knop-leerling-erbij = Voeg een leerling toe
pagina-knop-verkeerde-leerling = Wijzig een verkeerd gekozen leerling
pagina-knop-weggehaald = Zeg dat de teksten bij de verkeerde leerling geregeld zijn
pagina-knop-raad = Vraag om raad
pagina-knop-betrokken = Zeg dat je betrokken bent
pagina-knop-uitsluiten = Sluit iemand uit

## Na het melden

pagina-bevestiging = Dank je wel
pagina-bevestiging-tekst = Je melding is binnen en heeft nummer { $nummer }. Hieronder staat wie bericht krijgt en wanneer. Je hoort het als een collega de melding oppakt.
pagina-nu = Nu
pagina-bericht-is-geen-hulp = Een bericht is geen hulp. Is er nu gevaar? Bel 112 of bel meteen:
pagina-acuut-bel = Het is nu buiten de werktijd van je collega’s. Acuut? Bel nu:
pagina-personeel = Bel het bestuur
pagina-personeel-niets-bewaard = Hier wordt niets bewaard en niets doorgestuurd.
pagina-personeel-tekst = Gaat het over een medewerker van school? Meld het dan direct bij het bevoegd gezag: het bestuur. Vertel het niet eerst aan een collega of leidinggevende. Wil je advies, dan kun je bij de vertrouwensinspecteur terecht. Hieronder staat wie je belt.

## Raad

pagina-raad = Raad
pagina-raad-vraag = { $naam } vroeg
pagina-raad-antwoord = { $naam } antwoordde
pagina-raad-wacht = Nog geen antwoord van
pagina-knop-antwoorden = Geef antwoord

## Waarom, protocol en hulp

pagina-waarom = Waarom?
pagina-waarom-document = Uit het document van de school ({ $document }):
pagina-waarom-eigen = Dit is een keuze van deze app. Het document van de school zegt hier niets over.
pagina-protocol = Pestprotocol
pagina-protocol-tekst = Zo werkt de app, naar { $document } (versie { $versie }).
pagina-protocol-ernaast = Naast de stappen: { $wat }
pagina-protocol-leiding = Aan zet: { $wie }
pagina-protocol-binnen = binnen { $termijn }
pagina-protocol-pas-na = na { $termijn }
pagina-protocol-mag = als het nodig is
pagina-protocol-magister = In Magister
pagina-protocol-mail = Per mail
pagina-protocol-na = na { $termijn }, aan de { $wie }
pagina-protocol-daarna = Daarna kan
pagina-protocol-vragen = Vraag na
pagina-hulp = Hulp
pagina-hulp-wat = Op school hoort iedereen veilig te zijn. Met pestmelding meld je in een minuut dat een leerling misschien gepest wordt. Een vermoeden is genoeg. Daarna helpt de app de { -coaches } om de stappen van het pestprotocol te zetten.
pagina-hulp-wie = Je melding gaat naar de { -coaches } van de leerlingen en naar de antipestcoördinator. Als melder hoor je dat het opgepakt is; lezen kun je de melding daarna niet.
pagina-hulp-chat = In de chat staan nooit namen of verhalen. Die zie je alleen als je een melding opent die voor jou is.
pagina-hulp-commando = Typ pestmelding om te melden, pestprotocol voor de afspraken, taken voor wat er op je wacht en help voor deze uitleg.
pagina-hulp-commando-slack = Typ /pestmelding om te melden of /pestprotocol voor de afspraken. Of gebruik de snelkoppeling ‘Pestmelding doen’. Wat er op je wacht, zie je als je deze app opent, op het eerste tabblad. Daar staat ook de knop voor deze uitleg.
pagina-hulp-commando-teams = Typ hier ‘pestmelding’ om te melden, ‘pestprotocol’ voor de afspraken, ‘taken’ voor wat er op je wacht en ‘help’ voor deze uitleg. In een ander gesprek typ je / en kies je ‘pestmelding’. Alleen jij ziet dan wat je invult.
pagina-hulp-acuut = Een bericht is geen hulp. Grijp in, haal een collega of bel. Bij direct gevaar bel je 112.

## De sporen van de aanpak

pagina-sporen = Per spoor
sporen-uitleg = Per spoor van de aanpak: wat er in melding { $nummer } is gedaan, en wat niet.
sporen-kop = { $nummer }. { $naam }
sporen-regel = { $wat } – { $hoe }
sporen-overgeslagen-regel = { $wat } – { $hoe }. { $reden }
sporen-gedaan = Gedaan
sporen-geprobeerd = Geprobeerd
sporen-overgeslagen = Overgeslagen
sporen-open = Nog te doen
sporen-wacht = Wacht op iets anders
sporen-kan-niet = Kan nu niet
sporen-kan = Mag, hoeft niet
sporen-niet-gedaan = Niet gedaan
sporen-hoefde-niet = Niet gedaan, hoefde niet
sporen-niets = Nog niets gedaan op dit spoor.
sporen-niets-te-lezen = Hier staat voor jou nu niets.
sporen-nu = Wat nu kan: { $wat }
sporen-later = Later, als het nodig is: { $wat }
