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
pagina-magister-nakijken = In wat er getypt is, staan nog namen van anderen ({ $aantal }). Die horen hier niet bij. Kijk na wat er in de plaats komt. Daarna staat de tekst hier klaar.
pagina-magister-volgende = Genoteerd. Dit is de volgende tekst die nog in Magister moet.
pagina-magister-alles = Alles staat in Magister
pagina-magister-alles-tekst = Er ligt voor jou geen tekst meer klaar. Komt er later een bij, dan krijg je daar een kaart van.
pagina-knop-nakijken = Kijk de namen na
pagina-knop-namen = Pas de vervangen namen aan
pagina-knop-in-magister = Vink af: staat in Magister
