# Plaatshouders: korte teksten die alleen zeggen waar ze staan.

-coach = leerkracht
-coaches = leerkrachten
-Coach = Leerkracht

rol-begeleider = { -coach }
rol-kwaliteitscoordinator = kwaliteitscoordinator
rol-antipestcoordinator = antipestcoordinator
rol-directie = directie
rol-laatste_vangnet = laatste vangnet

scherm-kort = Kort

melden-soort = Soort
melden-soort-geen = Geen
melden-soort-seksueel = Seksueel
melden-soort-thuis = Thuis
melden-soort-personeel = Personeel
melden-gepesten = Gepesten
melden-pesters = Pesters
melden-acuut = Acuut

scherm-verhaal = Verhaal

melden-gezien = Gezien
melden-waar = Waar
melden-waar-klas = Klas
melden-waar-plein = Plein
melden-waar-anders = Anders
melden-waar_anders = Waar anders

stap-groep = groep
stap-groep-uitleg = Uitleg bij groep.

actie-groep-luisteren = Luisteren
actie-groep-luisteren-doen = Wat je doet bij luisteren.
actie-groep-luisteren-knop = Vul dit in
actie-groep-gesprek_pester = Gesprek pester
actie-groep-gesprek_pester-doen = Wat je doet bij gesprek pester.
actie-groep-gesprek_pester-knop = Vul dit in

magister-groep-notitie = Notitie

vraag-groep-twee_weken = Twee weken?
vraag-groep-twee_weken-uitleg = Uitleg bij twee weken.

overgang-groep-geen_pesten = Geen pesten
overgang-groep-geen_pesten-uitleg = Uitleg bij geen pesten.
overgang-groep-wachten = Wachten
overgang-groep-wachten-uitleg = Uitleg bij wachten.
overgang-groep-afronden = Afronden
overgang-groep-afronden-uitleg = Uitleg bij afronden.
overgang-groep-opschalen = Opschalen
overgang-groep-opschalen-uitleg = Uitleg bij opschalen.

stap-samen = samen
stap-samen-uitleg = Uitleg bij samen.

actie-samen-ouders = Ouders
actie-samen-ouders-doen = Wat je doet bij ouders.
actie-samen-ouders-knop = Vul dit in
actie-samen-plan = Plan
actie-samen-plan-doen = Wat je doet bij plan.
actie-samen-plan-knop = Vul dit in
actie-samen-afspraken = Afspraken
actie-samen-afspraken-doen = Wat je doet bij afspraken.
actie-samen-afspraken-knop = Vul dit in

vraag-samen-maand = Maand?
vraag-samen-maand-uitleg = Uitleg bij maand.

overgang-samen-afronden = Afronden
overgang-samen-afronden-uitleg = Uitleg bij afronden.
overgang-samen-naar_directie = Naar directie
overgang-samen-naar_directie-uitleg = Uitleg bij naar directie.

bericht-samen-begonnen = Begonnen

stap-directie = directie
stap-directie-uitleg = Uitleg bij directie.

actie-directie-besluit = Besluit
actie-directie-besluit-doen = Wat je doet bij besluit.
actie-directie-besluit-knop = Vul dit in

overgang-directie-afronden = Afronden
overgang-directie-afronden-uitleg = Uitleg bij afronden.
overgang-directie-sluiten_zonder_nazorg = Sluiten zonder nazorg
overgang-directie-sluiten_zonder_nazorg-uitleg = Uitleg bij sluiten zonder nazorg.
