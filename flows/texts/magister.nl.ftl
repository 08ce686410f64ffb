### De teksten voor Magister en de pagina eromheen. Een tekst noemt alleen de leerling zelf.

tekst-de-leerling = de leerling
tekst-datum = Datum: { $dag }
tekst-melding-gepeste = Er is gemeld dat { $naam } wordt gepest.
tekst-melding-pester = Er is gemeld dat { $naam } een medeleerling pest. Zo is het gemeld; het staat niet vast.
tekst-melding-beide = Er is gemeld dat { $naam } wordt gepest en zelf ook een medeleerling pest. Zo is het gemeld; het staat niet vast.
tekst-melding-betrokken = Er is een melding van pesten waar { $naam } op een andere manier bij betrokken is.
tekst-nog-gemeld = Op { $dag } is hierover nog een keer gemeld.
tekst-melding-gezien = Gezien of gehoord:{" "}
tekst-melding-hoe_vaak = Hoe vaak:{" "}
tekst-melding-waar = Waar:{" "}
tekst-geinformeerd = Geïnformeerd: { $wie }
tekst-volgend-moment = Volgend moment: { $dag }
tekst-hangt-onder = Hangt onder het logboekitem van { $dag }.

tekst-alleen = { $naam }
tekst-met-een-medeleerling = { $naam } en een medeleerling
tekst-met-medeleerlingen = { $naam } en medeleerlingen
tekst-gesprek = Gesproken op { $dag } met { $naam }.
tekst-gesprek_samen = Samen gesproken op { $dag } met { $wie }.
tekst-gesprek_ouders = Gesprek op school op { $dag } met de ouders of verzorgers en { $wie }.
tekst-afspraak = Afspraak { $nummer }:{" "}
tekst-afspraak-wie = – Wie: { $wie }
tekst-afspraak-tot = – Tot: { $dag }
tekst-bellen = Gebeld op { $dag }: { $ouder }. Uitkomst: { $uitkomst }.
tekst-niet-gebeld = Niet gebeld ({ $dag }): { $ouder }.
tekst-vinkje = Gedaan op { $dag }.
tekst-overleg = Overleg op { $dag }.
tekst-inlichten = Ingelicht op { $dag }.
tekst-maatregel = Maatregel van { $dag }.
tekst-uitnodigen = Uitgenodigd voor een gesprek op { $dag }.

tekst-veld-besproken = Besproken:{" "}
tekst-veld-wil_zelf = Wat { $naam } zelf wil:{" "}
tekst-veld-toezicht = – Toezicht:{" "}
tekst-veld-gevolg = – Als het niet lukt:{" "}
tekst-veld-reden = Reden:{" "}
tekst-veld-toelichting = Toelichting:{" "}
tekst-veld-aanwezigen = Aanwezig:{" "}
tekst-veld-besloten = Besloten:{" "}
tekst-veld-maatregel = Maatregel:{" "}
tekst-veld-uitleg = Uitleg:{" "}

## De mail aan een gezin (u-vorm)

mail-aanhef = Beste { $naam }, beste ouders of verzorgers,
mail-inleiding = Fijn dat we elkaar op school hebben gesproken. Hieronder staan de afspraken die voor { $naam } gelden.
mail-volgend-moment = Op { $dag } vragen we opnieuw hoe het gaat.
mail-vragen = Hebt u vragen, of merkt u dat het niet goed gaat? Bel of mail mij gerust.
mail-groet = Met vriendelijke groet,

## De pagina met de tekst

pagina-magister = Tekst voor Magister
pagina-magister-kies = Er staat een tekst klaar per leerling. Zet elke tekst bij de leerling zelf.
pagina-magister-voor = Bekijk de tekst voor { $naam }
pagina-magister-klaar = Lees terug: { $naam } (staat in Magister)
pagina-magister-naar = Ga naar { $naam }
pagina-magister-over = Voor het dossier van
pagina-magister-tekst = Titel en tekst
pagina-magister-deel = Deel { $deel } van { $delen }
pagina-magister-alleen = Plak dit alleen in Magister, bij deze leerling. Niet in de chat of in een mail.
pagina-magister-eerst = Zet eerst ‘{ $titel }’ van deze leerling in Magister. Hang deze tekst daaronder.
pagina-magister-eerst-coach = Het item ‘{ $titel }’ van deze leerling staat nog niet in Magister. Vraag de { -coach } het te maken en hang deze tekst daaronder.
pagina-mail = Mail aan het gezin
pagina-mail-kies = Er staat een mail klaar per gezin. Stuur elke mail alleen aan de leerling en de ouders zelf.
pagina-mail-voor = Bekijk de mail voor het gezin van { $naam }
pagina-mail-klaar = Lees terug: gezin van { $naam } (verstuurd)
pagina-mail-over = Voor het gezin van
pagina-mail-tekst = Onderwerp en tekst
pagina-mail-alleen = Stuur dit alleen aan deze leerling en de ouders, in een mail per gezin. Zet je naam eronder.
pagina-magister-nakijken = In wat er getypt is, staan nog namen van anderen ({ $aantal }). Die horen hier niet bij. Kijk na wat er in de plaats komt. Daarna staat de tekst hier klaar.
pagina-teksten-volgende = Genoteerd. Dit is de volgende tekst die nog wacht.
pagina-teksten-klaar = Alle teksten zijn klaar
pagina-teksten-klaar-tekst = Er ligt voor jou geen tekst meer klaar. Komt er later een bij, dan krijg je daar een kaart van.
pagina-knop-nakijken = Kijk de namen na
pagina-knop-namen = Pas de vervangen namen aan
pagina-knop-in-magister = Vink af: staat in Magister
pagina-knop-in-mail = Vink af: de mail is verstuurd
