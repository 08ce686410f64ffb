# Plaatshouders: korte teksten die alleen zeggen waar ze staan.

-coach = mentor
-coaches = mentoren
-Coach = Mentor

rol-begeleider = { -coach }
rol-antipestcoordinator = antipestcoordinator
rol-schoolleider = schoolleider
rol-schoolleiding = schoolleiding
rol-team_sociale_veiligheid = team sociale veiligheid
rol-zorgcoordinator = zorgcoordinator
rol-laatste_vangnet = laatste vangnet

scherm-waarover = Waarover

melden-soort = Soort
melden-soort-geen = Geen
melden-soort-seksueel = Seksueel
melden-soort-thuis = Thuis
melden-soort-personeel = Personeel

scherm-wie = Wie

melden-gepesten = Gepesten
melden-gepesten-hint = Tip bij gepesten.
melden-pesters = Pesters
melden-acuut = Acuut
melden-acuut-hint = Tip bij acuut.

scherm-wat = Wat

melden-gezien = Gezien
melden-gezien-hint = Tip bij gezien.
melden-duiding = Duiding
melden-online = Online

stap-signaal = signaal
stap-signaal-uitleg = Uitleg bij signaal.

actie-signaal-kennismaken = Kennismaken
actie-signaal-kennismaken-doen = Wat je doet bij kennismaken.
actie-signaal-kennismaken-knop = Vul dit in

overgang-signaal-starten = Starten
overgang-signaal-starten-uitleg = Uitleg bij starten.
overgang-signaal-heftig = Heftig
overgang-signaal-heftig-uitleg = Uitleg bij heftig.
overgang-signaal-geen_pesten = Geen pesten
overgang-signaal-geen_pesten-uitleg = Uitleg bij geen pesten.

stap-1 = fase 1
stap-1-uitleg = Uitleg bij 1.

actie-1-gesprek_gepeste = Gesprek gepeste
actie-1-gesprek_gepeste-doen = Wat je doet bij gesprek gepeste.
actie-1-gesprek_gepeste-knop = Vul dit in
actie-1-anderen_spreken = Anderen spreken
actie-1-anderen_spreken-doen = Wat je doet bij anderen spreken.
actie-1-anderen_spreken-knop = Vul dit in
actie-1-docenten_vragen = Docenten vragen
actie-1-docenten_vragen-doen = Wat je doet bij docenten vragen.
actie-1-docenten_vragen-knop = Vul dit in
actie-1-ouders_spreken = Ouders spreken
actie-1-ouders_spreken-doen = Wat je doet bij ouders spreken.
actie-1-ouders_spreken-knop = Vul dit in
actie-1-gesprek_pester = Gesprek pester
actie-1-gesprek_pester-doen = Wat je doet bij gesprek pester.
actie-1-gesprek_pester-knop = Vul dit in
actie-1-samen_vragen = Samen vragen
actie-1-samen_vragen-doen = Wat je doet bij samen vragen.
actie-1-samen_vragen-knop = Vul dit in
actie-1-herstelgesprek = Herstelgesprek
actie-1-herstelgesprek-doen = Wat je doet bij herstelgesprek.
actie-1-herstelgesprek-knop = Vul dit in
actie-1-afspraken = Afspraken
actie-1-afspraken-doen = Wat je doet bij afspraken.
actie-1-afspraken-knop = Vul dit in

overgang-1-verder = Verder
overgang-1-verder-uitleg = Uitleg bij verder.
overgang-1-heftig = Heftig
overgang-1-heftig-uitleg = Uitleg bij heftig.

stap-2 = fase 2
stap-2-uitleg = Uitleg bij 2.

actie-2-ouders = Ouders
actie-2-ouders-doen = Wat je doet bij ouders.
actie-2-ouders-knop = Vul dit in
actie-2-team_inlichten = Team inlichten
actie-2-team_inlichten-doen = Wat je doet bij team inlichten.
actie-2-team_inlichten-knop = Vul dit in

magister-2-incident = Incident
magister-2-gewone_notitie = Gewone notitie
magister-2-gewone_notitie_pester = Gewone notitie pester
magister-2-voor_docenten = Voor docenten

vraag-2-peilen = Peilen?
vraag-2-peilen-uitleg = Uitleg bij peilen.
vraag-2-vier_weken = Vier weken?
vraag-2-vier_weken-uitleg = Uitleg bij vier weken.

overgang-2-afronden = Afronden
overgang-2-afronden-uitleg = Uitleg bij afronden.
overgang-2-verder = Verder
overgang-2-verder-uitleg = Uitleg bij verder.
overgang-2-heftig = Heftig
overgang-2-heftig-uitleg = Uitleg bij heftig.

stap-3 = fase 3
stap-3-uitleg = Uitleg bij 3.

actie-3-wie_erbij = Wie erbij
actie-3-wie_erbij-doen = Wat je doet bij wie erbij.
actie-3-wie_erbij-knop = Vul dit in
actie-3-uitnodigen = Uitnodigen
actie-3-uitnodigen-doen = Wat je doet bij uitnodigen.
actie-3-uitnodigen-knop = Vul dit in
actie-3-nieuwe_afspraken = Nieuwe afspraken
actie-3-nieuwe_afspraken-doen = Wat je doet bij nieuwe afspraken.
actie-3-nieuwe_afspraken-knop = Vul dit in
actie-3-begeleiding = Begeleiding
actie-3-begeleiding-doen = Wat je doet bij begeleiding.
actie-3-begeleiding-knop = Vul dit in
actie-3-politie = Politie
actie-3-politie-doen = Wat je doet bij politie.
actie-3-politie-knop = Vul dit in

vraag-3-vier_weken = Vier weken?
vraag-3-vier_weken-uitleg = Uitleg bij vier weken.

overgang-3-afronden = Afronden
overgang-3-afronden-uitleg = Uitleg bij afronden.
overgang-3-herhalen = Herhalen
overgang-3-herhalen-uitleg = Uitleg bij herhalen.
overgang-3-verder = Verder
overgang-3-verder-uitleg = Uitleg bij verder.

bericht-3-betrokken = Betrokken
bericht-3-zorg = Zorg

stap-4 = fase 4
stap-4-uitleg = Uitleg bij 4.

actie-4-overdragen = Overdragen
actie-4-overdragen-doen = Wat je doet bij overdragen.
actie-4-overdragen-knop = Vul dit in
actie-4-besluit = Besluit
actie-4-besluit-doen = Wat je doet bij besluit.
actie-4-besluit-knop = Vul dit in

overgang-4-afronden = Afronden
overgang-4-afronden-uitleg = Uitleg bij afronden.
overgang-4-terug = Terug
overgang-4-terug-uitleg = Uitleg bij terug.

stap-steungroep = steungroep
stap-steungroep-uitleg = Uitleg bij steungroep.

actie-steungroep-samenstellen = Samenstellen
actie-steungroep-samenstellen-doen = Wat je doet bij samenstellen.
actie-steungroep-samenstellen-knop = Vul dit in
actie-steungroep-groep_spreken = Groep spreken
actie-steungroep-groep_spreken-doen = Wat je doet bij groep spreken.
actie-steungroep-groep_spreken-knop = Vul dit in

vraag-steungroep-week = Week?
vraag-steungroep-week-uitleg = Uitleg bij week.
