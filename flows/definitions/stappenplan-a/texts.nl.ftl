### De woorden bij het stappenplan met coaches. Sleutels volgen uit de ids in protocol.toml.
### Wat op een kaart kan staan (titel, -doen, -knop, bericht, overgang) noemt nooit een leerling.

## Woorden die een school anders kan noemen

-coach = coach
-coaches = coaches
-Coach = Coach

## Wie

rol-begeleider = { -coach }
rol-antipestcoordinator = antipestcoördinator
rol-teamcoordinator = coördinator van het team
rol-leidinggevende = teamleider
rol-schoolleiding = schoolleiding
rol-laatste_vangnet = schoolleiding (laatste vangnet)

## De vijf sporen

spoor-school = de verantwoordelijkheid van de school
spoor-gepeste = steun aan de leerling die gepest wordt
spoor-pester = begeleiding van wie volgens de melding pest
spoor-klas = de klas erbij betrekken
spoor-ouders = steun aan de ouders van alle leerlingen

## De melding

scherm-soort = Waar gaat het over?
melden-soort = Is één van deze dingen aan de hand?
melden-soort-geen = Nee, geen van deze
melden-soort-seksueel = Er zijn naakt- of seksuele beelden in het spel
melden-soort-thuis = Ik maak me zorgen of een leerling thuis veilig is
melden-soort-personeel = Het gaat om gedrag van een medewerker van school

scherm-wie = Om wie gaat het?
melden-gepesten = Welke leerling of leerlingen worden gepest?
melden-gepesten-hint = Een vermoeden is genoeg. Staat een leerling niet in de lijst? Schrijf dan op wie je bedoelt.
melden-pesters = Wie pest, volgens wat je zag of hoorde?
melden-pesters-hint = Laat dit leeg als je het niet weet. Iemand kan ook op beide plekken staan.
melden-bron = Hoe weet je dit?
melden-bron-zelf_gezien = Zelf gezien of gehoord
melden-bron-leerling = Van een leerling
melden-bron-ouder = Van een ouder of verzorger
melden-bron-collega = Van een collega
melden-acuut = Dit is acuut: het kan niet wachten
melden-acuut-hint = Een bericht is geen hulp. Grijp in, haal een collega of bel. Bij direct gevaar bel je 112. Vul dit daarna pas in.

scherm-wat = Wat gebeurde er?
melden-gezien = Wat heb je gezien of gehoord?
melden-gezien-hint = Alleen feiten: wie deed of zei wat, en wanneer. Niets over gezondheid, geloof, geaardheid of afkomst.
melden-duiding = Wat denk je er zelf van?
melden-duiding-hint = Je eigen indruk, los van de feiten. Leeg laten mag.
melden-hoe_vaak = Hoe vaak gebeurt het?
melden-hoe_vaak-eenmalig = Eén keer
melden-hoe_vaak-vaker = Een paar keer
melden-hoe_vaak-wekelijks = Elke week
melden-hoe_vaak-dagelijks = Bijna elke dag
melden-hoe_vaak-onbekend = Dat weet ik niet
melden-sinds = Sinds wanneer?
melden-sinds-vandaag = Vandaag voor het eerst
melden-sinds-deze_week = Deze week
melden-sinds-deze_maand = Deze maand
melden-sinds-langer = Langer dan een maand
melden-sinds-onbekend = Dat weet ik niet
melden-waar = Waar gebeurt het?
melden-waar-les = In de les
melden-waar-gang = Op de gang of in de aula
melden-waar-plein = Op het plein
melden-waar-kleedkamer = In de kleedkamer of gymzaal
melden-waar-onderweg = Onderweg van of naar school
melden-waar-online = Online
melden-waar-anders = Ergens anders
melden-online = Online: bewaar eerst de berichten
melden-online-hint = Vraag de leerling de berichten te bewaren en er schermafbeeldingen van te maken, en pas daarna de afzender te blokkeren. Stuur zelf niets door. Naakt- of seksuele beelden bewaar je nooit.
melden-noemt_zelf = Hoe noemt de leerling het zelf?
melden-noemt_zelf-hint = Wie het meemaakt, bepaalt of het plagen of pesten is. Weet je het niet? Dan hoort de { -coach } het later.
melden-noemt_zelf-pesten = Pesten
melden-noemt_zelf-plagen = Plagen
melden-noemt_zelf-anders = Anders
melden-noemt_zelf-onbekend = Dat weet ik niet

## Eerst: de melding uitzoeken

stap-melding = eerst uitzoeken
stap-melding-uitleg = Voordat stap 1 begint, praat de { -coach } met de leerling die gepest wordt. Die leerling bepaalt of het plagen of pesten is, en zegt of er met anderen gepraat mag worden. Daarna kies je: het stappenplan starten, het even volgen, of stoppen omdat het geen pesten is, maar ruzie.

actie-melding-gesprek_gepeste = Gesprek met de leerling die gepest wordt
actie-melding-gesprek_gepeste-doen = Praat eerst met deze leerling, rustig en onder vier ogen. Luister, neem het serieus en vraag wat er gebeurt en wat helpt. Beloof geen geheimhouding; zeg wel wie wat te horen krijgt.
actie-melding-gesprek_gepeste-knop = Leg het gesprek vast
actie-melding-gesprek_gepeste-woorden =
    Zo kun je beginnen:
    “Fijn dat je er bent. Ik hoorde dat anderen vervelend tegen je doen. Ik wil graag van jou horen hoe het is. Je bent niet in de problemen.”

    Vragen die helpen:
    – Wat gebeurt er, en wanneer gebeurde het voor het laatst?
    – Hoe noem jij het zelf: plagen, pesten of iets anders?
    – Wanneer gaat het wél goed? Wat is er dan anders?
    – Wat heb je zelf al geprobeerd? Wat hielp een beetje?
    – Bij wie voel jij je op je gemak?
    – Wat wil jij dat er nu gebeurt, en wat juist niet?

    Tot slot:
    “Ik vertel je steeds eerst wat ik ga doen. Wie van school hiervan weet, hoor je van mij. We spreken elkaar weer op …”

    Gebeurt het online? Vraag om berichten te bewaren en daarna pas de afzender te blokkeren.

actie-melding-toestemming = Toestemming vragen voor de gesprekken
actie-melding-toestemming-doen = Vraag de leerling die gepest wordt of je met de andere leerling mag praten. Vraag het per leerling. Zonder ja praat je nog niet met die leerling. Mondeling is genoeg.
actie-melding-toestemming-knop = Vul de antwoorden in
actie-melding-toestemming-woorden =
    Zo kun je het vragen:
    “Ik wil graag met … praten, zodat het stopt. Ik doe dat alleen als jij het goed vindt. Ik beschuldig niemand. Ik vraag wat … zelf kan doen om het beter te maken. Hoe is dat voor jou?”

    Twijfelt de leerling?
    – Waar ben je bang voor?
    – Wat mag ik wel zeggen, en wat niet?
    – Wil je erbij zijn, of liever niet?
    – Zal ik het je morgen nog eens vragen?

    Nee is nee. Het mag ook “nu nog niet” zijn: kies dan “nog vragen”. De leerling mag later ook van gedachten veranderen, zolang het gesprek niet geweest is.

    Alleen als de veiligheid erom vraagt of bij een strafbaar feit kan de antipestcoördinator of de schoolleiding toch tot een gesprek besluiten. Vertel de leerling dat dan vooraf, met de reden.

actie-melding-uitzoeken = Uitzoeken wat er gebeurt
actie-melding-uitzoeken-doen = Kijk en luister om je heen: in de les, op de gang, bij collega's. Zoek uit wat er gebeurt en wie erbij betrokken zijn. Noem tegen anderen geen namen.
actie-melding-uitzoeken-knop = Rond het uitzoeken af

overgang-melding-starten = Start het stappenplan met stap 1
overgang-melding-starten-uitleg = De leerling ervaart het als pesten, of je wilt zeker weten dat het stopt. De { -coaches } van alle leerlingen in de melding gaan meedoen.
overgang-melding-volgen = Volg het nog een week
overgang-melding-volgen-uitleg = Het is nog niet duidelijk. Over een schoolweek krijg je de vraag hoe het gaat. Starten kan ook eerder.
overgang-melding-geen_pesten = Stop: geen pesten, wel ruzie
overgang-melding-geen_pesten-uitleg = De leerling zegt zelf dat het geen pesten is, maar bijvoorbeeld ruzie. Schrijf kort op waarom je stopt. Komt er later iets bij, meld het dan opnieuw.

## Stap 1

stap-1 = stap 1
stap-1-uitleg = Elke { -coach } praat apart met de eigen leerlingen. Eerst was er het gesprek met de leerling die gepest wordt; nu volgen de gesprekken met wie volgens de melding pest. Jullie maken duidelijke afspraken en zetten ze per leerling in Magister onder de titel ‘Pestprotocol stap 1’. Na een schoolweek kijken jullie of het gestopt is.

actie-1-gesprek_pester = Gesprek met de leerling die volgens de melding pest
actie-1-gesprek_pester-doen = Praat met deze leerling alleen. Vertel wat je zorgen geeft, zonder te beschuldigen. Vraag wat er achter zit en wat de leerling zelf gaat doen om het beter te maken.
actie-1-gesprek_pester-knop = Leg het gesprek vast
actie-1-gesprek_pester-woorden =
    Zo kun je beginnen:
    “Ik wil het met je hebben over hoe jullie met elkaar omgaan. Iemand heeft het op dit moment niet fijn op school. Ik ben niet op zoek naar een schuldige. Ik wil dat het stopt, en ik denk dat jij daarbij kunt helpen.”

    Vragen die helpen:
    – Hoe ziet het er vanuit jou uit?
    – Hoe denk je dat het voor de ander is?
    – Hoe kwam het zo? Wat speelde er voor jou?
    – Wat gebeurt er als dit doorgaat, voor de ander en voor jou?
    – Wat kun jij morgen al anders doen?
    – Wat heb je daarbij van mij nodig?

    Tot slot:
    “Dus jij gaat … Dat schrijf ik zo op. Over een week vraag ik je hoe het ging.”

    Laat de oplossing van de leerling komen. Zeg niet wie iets verteld heeft. Ontkent de leerling? Blijf bij de zorg: “Wat er ook gebeurd is, het moet stoppen. Wat kun jij daaraan doen?”

actie-1-afspraken = Afspraken maken
actie-1-afspraken-doen = Maak met de leerlingen duidelijke afspraken, één per keer: wat, voor wie, tot wanneer, wie erop let en wat er gebeurt als het niet lukt. Minstens één afspraak is nodig.
actie-1-afspraken-knop = Leg een afspraak vast
actie-1-afspraken-woorden =
    Een goede afspraak is klein, zegt wat iemand wél doet en is te zien. Dus liever “Ik laat je met rust bij de kluisjes” dan “Ik doe aardig”.

    Vraag bij elke afspraak:
    – Wat gaat er precies gebeuren?
    – Wie doet het, en tot wanneer?
    – Hoe merken we dat het lukt, en wie let daarop?
    – Wat doen we als het niet lukt?

    Tot slot: “Wie van school weet hiervan? Dat zeg ik jullie nu, dan zijn er geen verrassingen.”

vraag-1-week = Een week na de afspraken: is het gestopt?
vraag-1-week-uitleg = Vraag de leerling die gepest wordt hoe het nu gaat. Vul in wat de leerling zegt, en apart wat je zelf ziet. Nog niet gesproken? Vul dat in, dan krijg je de vraag later opnieuw.

overgang-1-afronden = Rond af, de nazorg begint
overgang-1-afronden-uitleg = Het is gestopt. De melding blijft open voor nazorg: na 1, 4 en 8 schoolweken krijg je de vraag of het zo gebleven is.
overgang-1-herhalen = Doe stap 1 nog een keer
overgang-1-herhalen-uitleg = Het gaat beter, maar het is nog niet voorbij. Jullie praten opnieuw en maken nieuwe afspraken.
overgang-1-verder = Ga verder met stap 2
overgang-1-verder-uitleg = Het is niet gestopt. In stap 2 praten de leerlingen samen, als de leerling die gepest wordt dat wil. Jullie maken nieuwe afspraken en daarna bel je de ouders.
overgang-1-overleg = Overleg met de antipestcoördinator
overgang-1-overleg-uitleg = Je weet niet wat nu past, of een stap lukt niet. Schrijf kort op waar je hulp bij wilt.

## Stap 2

stap-2 = stap 2
stap-2-uitleg = De { -coaches } praten samen met de leerlingen, als de leerling die gepest wordt dat wil. Jullie maken duidelijke afspraken. De { -coach } belt de ouders van elke eigen leerling in de melding, en zet de afspraken in Magister in een logboekitem met de titel ‘Pestprotocol stap 2’. De antipestcoördinator krijgt bericht.

actie-2-samen_vragen = Vragen of de leerling samen wil praten
actie-2-samen_vragen-doen = Vraag de leerling die gepest wordt of samen praten goed voelt. Zonder ja gaat het gezamenlijke gesprek niet door.
actie-2-samen_vragen-knop = Vul het antwoord in
actie-2-samen_vragen-woorden =
    Zo kun je het vragen:
    “We willen één keer met elkaar om de tafel, met jou en de ander erbij. Ik zit erbij en let op dat het veilig blijft. Jij mag altijd stoppen. Wil je dat?”

    Vragen die helpen:
    – Wat heb je nodig om je daar op je gemak te voelen?
    – Wie mag er van jou bij zijn?
    – Wat wil je zelf zeggen, en wat zal ik zeggen?

    Nee mag. Zeg dan: “Goed dat je het zegt. We zoeken een andere manier.” Druk daarna op “Zeg dat dit niet lukt”; de antipestcoördinator denkt mee.

actie-2-gesprek_samen = Gesprek met de leerlingen samen
actie-2-gesprek_samen-doen = Praat samen met de leerlingen. Spreek vooraf af met je collega wie leidt. Zorg dat iedereen kan uitpraten en dat niemand beschuldigd wordt. Stop als het voor de leerling die gepest wordt niet goed voelt.
actie-2-gesprek_samen-knop = Leg het gesprek vast
actie-2-gesprek_samen-woorden =
    Zo kun je beginnen:
    “We zitten hier om ervoor te zorgen dat iedereen zich weer prettig voelt op school. We luisteren naar elkaar en praten over wat we vanaf nu gaan doen.”

    In deze volgorde:
    – Wat hebben we de vorige keer afgesproken? Wat lukte daarvan?
    – Wat is er voor jou nog niet goed?
    – Wat heb je net van de ander gehoord?
    – Wat kun jij doen zodat het beter gaat?
    – Wanneer is het voor jullie allebei goed genoeg?

    Tot slot:
    “Dit spreken we af … De ouders krijgen het van mij te horen. Dat doe ik vóór …”

    Loopt het op? Las een pauze in en praat apart verder.

actie-2-afspraken = Afspraken maken
actie-2-afspraken-doen = Leg vast wat jullie samen hebben afgesproken, één afspraak per keer: wat, voor wie, tot wanneer, wie erop let en wat er gebeurt als het niet lukt.
actie-2-afspraken-knop = Leg een afspraak vast
actie-2-afspraken-woorden =
    Lees elke afspraak hardop voor. Iedereen zegt zelf of het klopt.

    Vraag bij elke afspraak:
    – Wat doen we, en tot wanneer?
    – Wie let erop, en hoe merken we dat?
    – Wat doen we als het niet lukt? Dan gaan we verder met de volgende stap.

    Begin klein. Twee afspraken die lukken zijn meer waard dan tien die niemand onthoudt.

actie-2-bellen = Ouders bellen
actie-2-bellen-doen = Bel de ouders of verzorgers van jouw leerling en vertel wat er is afgesproken. Alleen een gesprek telt; een bericht op de voicemail niet. Praat alleen over hun eigen kind.
actie-2-bellen-knop = Noteer een telefoontje
actie-2-bellen-woorden =
    Zo kun je beginnen:
    “Goedemiddag, u spreekt met … van school, de { -coach } van uw kind. Komt het nu gelegen? Er is iets op school waarover ik u wil bijpraten.”

    Vertel:
    – wat er speelt, alleen over hun eigen kind en zonder namen van anderen;
    – wat we hebben afgesproken en wie daarop let;
    – wanneer we weer kijken hoe het gaat.

    Vraag:
    – Wat merkt u thuis?
    – Wat heeft uw kind nu nodig?
    – Wat kunt u thuis doen, en wat verwacht u van ons?
    – Is er een andere ouder of verzorger die ik ook moet bellen?

    Voicemail, meer niet dan dit: “Goedemiddag, met … van school. Wilt u mij terugbellen? Ik ben te bereiken op … Het is geen noodgeval.”

    Is de leerling 16 of 17? Bespreek eerst met de leerling of en hoe de ouders het horen. Is de leerling 18 of ouder? Bel alleen als de leerling dat goed vindt. Kies anders “Ik bel niet” en schrijf de reden op.

vraag-2-week = Een week na de nieuwe afspraken: is het gestopt?
vraag-2-week-uitleg = Vraag de leerling die gepest wordt hoe het nu gaat. Vul in wat de leerling zegt, en apart wat je zelf ziet. Nog niet gesproken? Vul dat in, dan krijg je de vraag later opnieuw.

bericht-2-klaar = Stap 2 is klaar: het gesprek, de afspraken, de ouders en Magister. Ging iets niet door, dan staat erbij waarom. Je hoeft niets te doen; meekijken mag altijd.

overgang-2-afronden = Rond af, de nazorg begint
overgang-2-afronden-uitleg = Het is gestopt. De melding blijft open voor nazorg: na 1, 4 en 8 schoolweken krijg je de vraag of het zo gebleven is.
overgang-2-herhalen = Doe stap 2 nog een keer
overgang-2-herhalen-uitleg = Het gaat beter, maar het is nog niet voorbij. Jullie praten opnieuw samen en maken nieuwe afspraken.
overgang-2-verder = Ga verder met stap 3
overgang-2-verder-uitleg = Het is niet gestopt. In stap 3 nodig je de ouders en de leerlingen uit op school. De antipestcoördinator is erbij.
overgang-2-overleg = Overleg met de antipestcoördinator
overgang-2-overleg-uitleg = Het is niet gestopt, of een stap lukt niet. Beslis samen wat nu nodig is. Schrijf kort op waar je hulp bij wilt.

## Stap 3

stap-3 = stap 3
stap-3-uitleg = De { -coaches } nodigen de ouders en de leerlingen uit voor een gesprek op school, zo snel mogelijk. De antipestcoördinator sluit aan. De afspraken komen per leerling in Magister onder de titel ‘Pestprotocol stap 3’, en elk gezin krijgt een eigen mail.

actie-3-uitnodigen = Ouders en leerling uitnodigen
actie-3-uitnodigen-doen = Nodig de ouders en je eigen leerling uit voor een gesprek op school, zo snel mogelijk. Kies een moment waarop de antipestcoördinator kan. Vul daarna in wanneer het is.
actie-3-uitnodigen-knop = Leg de afspraak vast
actie-3-uitnodigen-woorden =
    Bel liever eerst, en stuur daarna een bericht. Dit bericht kun je gebruiken; vul alleen de eigen leerling in:
    “Beste ouders of verzorgers, u weet dat we met uw kind bezig zijn met hoe het op school gaat. Het is nog niet zoals we willen. Daarom nodigen we u en uw kind uit voor een gesprek op … om … uur, op school. De antipestcoördinator is er ook bij. Kunt u dan niet? Bel mij, dan zoeken we een ander moment. Samen met u willen we zorgen dat iedereen zich hier veilig voelt.”

    Denk aan:
    – Noem geen andere leerlingen of gezinnen.
    – Samen of apart? Vraag de leerling die gepest wordt en de ouders wat veilig voelt. Apart mag altijd.
    – Zijn de ouders uit elkaar? Nodig beiden uit, zo nodig op twee momenten.

actie-3-gesprek_ouders = Gesprek met ouders en leerlingen
actie-3-gesprek_ouders-doen = Voer het gesprek met de ouders en de leerlingen. De antipestcoördinator sluit aan. Praat over wat er nodig is, niet over wie er schuld heeft. Waren er meer gesprekken? Leg ze vast als alles is geweest.
actie-3-gesprek_ouders-knop = Leg het gesprek vast
actie-3-gesprek_ouders-woorden =
    Zo kun je beginnen:
    “Fijn dat u er bent. We zitten hier omdat het nog niet gestopt is. Vandaag willen we samen afspreken wat er anders gaat, op school en thuis.”

    In deze volgorde:
    – Wat is er al gedaan, en wat hielp daarvan?
    – Leerling: wat heb jij nodig om je hier prettig te voelen?
    – Ouders: wat ziet u thuis? Wat kunt u doen?
    – School: dit doen wij. Wie let daarop?
    – Wat spreken we af, en wanneer kijken we opnieuw?

    Ouders zijn medeverantwoordelijk. Zo zeg je dat: “We hebben u hierbij nodig. Wat spreekt u thuis met uw kind af?”

    Tot slot: “U krijgt de afspraken per mail, alleen die over uw eigen kind.”

actie-3-afspraken = Afspraken maken
actie-3-afspraken-doen = Leg vast wat er met ouders en leerlingen is afgesproken, één afspraak per keer: wat, voor wie, tot wanneer, wie erop let en wat er gebeurt als het niet lukt.
actie-3-afspraken-knop = Leg een afspraak vast
actie-3-afspraken-woorden =
    Deze afspraken krijgen de ouders per mail. Schrijf ze zo op dat elk gezin ze kan lezen: zonder namen van anderen.

    Vraag bij elke afspraak:
    – Wat doet de leerling, wat doen de ouders, wat doet school?
    – Tot wanneer, en wie let erop?
    – Wat doen we als het niet lukt?

    Zeg ook wat er dan volgt: in stap 4 neemt de coördinator van het team maatregelen.

magister-3-mail3 = Afspraken na ons gesprek op school

vraag-3-week = Een week na het gesprek met de ouders: is het gestopt?
vraag-3-week-uitleg = Vraag de leerling die gepest wordt hoe het nu gaat. Vul in wat de leerling zegt, en apart wat je zelf ziet. Nog niet gesproken? Vul dat in, dan krijg je de vraag later opnieuw.

bericht-3-begin = Stap 3 begint: er komt een gesprek met ouders en leerlingen. Jij sluit daarbij aan. De { -coaches } plannen het; je krijgt bericht als het moment bekend is.
bericht-3-gepland = De ouders en leerlingen zijn uitgenodigd voor het gesprek van stap 3. Open de melding om te zien wanneer het is, en zet het in je agenda.

overgang-3-afronden = Rond af, de nazorg begint
overgang-3-afronden-uitleg = Het is gestopt. De melding blijft open voor nazorg: na 1, 4 en 8 schoolweken krijg je de vraag of het zo gebleven is.
overgang-3-herhalen = Doe stap 3 nog een keer
overgang-3-herhalen-uitleg = Het gaat beter, maar het is nog niet voorbij. Jullie praten opnieuw met ouders en leerlingen en maken nieuwe afspraken.
overgang-3-verder = Ga verder met stap 4
overgang-3-verder-uitleg = Het is niet gestopt. In stap 4 neemt de coördinator van het team het over, in overleg met jou en de antipestcoördinator.
overgang-3-overleg = Overleg met de antipestcoördinator
overgang-3-overleg-uitleg = Je weet niet wat nu past, of een stap lukt niet. Schrijf kort op waar je hulp bij wilt.

## Stap 4

stap-4 = stap 4
stap-4-uitleg = De coördinator van het team leidt deze stap. In overleg met de { -coach } en de antipestcoördinator komen er maatregelen. De coördinator belt de ouders, zet het in Magister onder de titel ‘Pestprotocol stap 4’ en informeert de teamleider.

actie-4-overleg = Overleg over maatregelen
actie-4-overleg-doen = Overleg met de { -coach } en de antipestcoördinator welke maatregelen nu passen. Open de melding voor de samenvatting op één pagina. De app geeft hierin geen advies: jullie kiezen samen.
actie-4-overleg-knop = Leg het overleg vast
actie-4-overleg-woorden =
    Bespreek met de { -coach } en de antipestcoördinator:
    – Wat is er al gedaan, en wat werkte daarvan een beetje?
    – Wat heeft de leerling die gepest wordt nu nodig om veilig te zijn?
    – Wat heeft de leerling die volgens de melding pest nodig om te stoppen?
    – Wat vragen we van de klas en van de ouders?
    – Welke maatregelen passen, volgens de regels van onze school?
    – Wie vertelt het aan wie, en wanneer?

    Zijn er leerlingen van twee teams? Betrek dan ook de coördinator van het andere team.

actie-4-maatregel = Maatregelen nemen
actie-4-maatregel-doen = Leg vast welke maatregelen jullie nemen, vanaf wanneer en voor hoe lang. Vertel het de leerlingen zelf, ieder apart, voordat ze het van een ander horen.
actie-4-maatregel-knop = Leg de maatregel vast
actie-4-maatregel-woorden =
    Zo vertel je het een leerling:
    “We hebben vaak gepraat en afspraken gemaakt. Het is nog niet gestopt. Daarom nemen we nu een maatregel: … Die geldt van … tot … Je ouders horen het vandaag van mij.”

    Zo vertel je het de leerling die gepest wordt:
    “We zijn er nog steeds mee bezig. Dit gaat er gebeuren: … Hoe is dat voor jou? Bij wie kun je terecht als het niet goed gaat?”

actie-4-bellen = Ouders bellen over de maatregelen
actie-4-bellen-doen = Jij belt de ouders of verzorgers van elke leerling in de melding. Alleen een gesprek telt; een bericht op de voicemail niet. Praat met ouders alleen over hun eigen kind.
actie-4-bellen-knop = Noteer een telefoontje
actie-4-bellen-woorden =
    Zo kun je beginnen:
    “Goedemiddag, u spreekt met …, coördinator van het team van uw kind. Komt het gelegen? U bent eerder gebeld en op school geweest. Het is nog niet goed genoeg, en daarom bel ik u nu zelf.”

    Vertel:
    – wat we hebben besloten voor hun eigen kind, en vanaf wanneer;
    – wat school doet en wie daarop let;
    – wanneer u weer van ons hoort.

    Vraag: “Hoe is dit voor u en uw kind? Wat hebt u van ons nodig?”

    Voicemail, meer niet dan dit: “Goedemiddag, met … van school. Wilt u mij terugbellen? Ik ben te bereiken op … Het is geen noodgeval.”

actie-4-inlichten = Teamleider informeren
actie-4-inlichten-doen = Vertel de teamleider dat er maatregelen zijn, en wat er van het team gevraagd wordt. De teamleider heeft al een kort bericht zonder inhoud gekregen.
actie-4-inlichten-knop = Leg vast dat je het zei
actie-4-inlichten-woorden =
    Zo kun je beginnen:
    “Er loopt een melding van pesten bij leerlingen van ons team. We zijn bij stap 4. Dit hebben we besloten: … De ouders zijn gebeld, of worden vandaag gebeld.”

    Bespreek:
    – Wat vraagt dit van het team, en wie moet het weten?
    – Wat doen we als het niet stopt? Dan volgt stap 5, en leid jij het overleg.

    Praat hierover onder vier ogen, niet in de gang of per mail.

vraag-4-week = Een week na de maatregelen: is het gestopt?
vraag-4-week-uitleg = Vraag de leerling die gepest wordt hoe het nu gaat. Vul in wat de leerling zegt, en apart wat je zelf ziet. De coördinator van het team kiest daarna hoe het verder gaat.

bericht-4-begin = Stap 4 begint: de coördinator van het team leidt deze stap en overlegt met jullie over maatregelen. Jij blijft het aanspreekpunt voor je eigen leerling.
bericht-4-teamleider = Een melding in jouw team is bij stap 4. De coördinator van het team leidt deze stap en praat je bij. Je hoeft nu niets te doen.

overgang-4-afronden = Rond af, de nazorg begint
overgang-4-afronden-uitleg = Het is gestopt. De melding blijft open voor nazorg: na 1, 4 en 8 schoolweken krijgt de { -coach } de vraag of het zo gebleven is.
overgang-4-herhalen = Doe stap 4 nog een keer
overgang-4-herhalen-uitleg = Het gaat beter, maar het is nog niet voorbij. Jullie overleggen opnieuw over wat nodig is.
overgang-4-verder = Ga verder met stap 5
overgang-4-verder-uitleg = Het is niet gestopt. In stap 5 overleggen teamleider, coördinator, antipestcoördinator en { -coach } samen.
overgang-4-overleg = Overleg met de antipestcoördinator
overgang-4-overleg-uitleg = Een stap lukt niet, of je weet niet wat nu past. Schrijf kort op waar je hulp bij wilt.

## Stap 5

stap-5 = stap 5
stap-5-uitleg = Teamleider, coördinator, antipestcoördinator en { -coach } overleggen samen en nemen passende maatregelen of kiezen andere hulp. De teamleider leidt deze stap. Het document noemt hier geen titel voor Magister; een tekst mag wel.

actie-5-overleg = Overleg met alle betrokken collega's
actie-5-overleg-doen = Overleg met de coördinator, de antipestcoördinator en de { -coach }. Open de melding voor de samenvatting op één pagina. Schrijf op wie erbij waren en wat jullie hebben besloten.
actie-5-overleg-knop = Leg het overleg vast
actie-5-overleg-woorden =
    Bespreek samen:
    – Wat hebben we gedaan, en waarom was dat niet genoeg?
    – Is de leerling die gepest wordt nu veilig? Wat is vandaag nodig?
    – Welke hulp is er nog, binnen en buiten school?
    – Welke maatregelen passen, volgens de regels van onze school?
    – Wie vertelt het de leerlingen en de ouders, en wanneer?
    – Wanneer kijken we opnieuw, en met wie?

actie-5-maatregel = Maatregelen of andere hulp kiezen
actie-5-maatregel-doen = Leg vast welke maatregelen jullie nemen of welke hulp jullie inzetten, vanaf wanneer en wie het doet. De app geeft hierin geen advies.
actie-5-maatregel-knop = Leg de maatregel vast
actie-5-maatregel-woorden =
    Zo vertel je het een leerling:
    “Vier stappen waren niet genoeg. Daarom is er met alle betrokken collega's besloten: … Dat begint op … en duurt tot … Je ouders horen het van ons.”

    Zo vertel je het de leerling die gepest wordt:
    “We laten je hier niet alleen mee. Dit gaat er gebeuren: … Wat heb jij nodig, vandaag en deze week?”

    Zeg ook wie van school vanaf nu het aanspreekpunt is, en wanneer jullie elkaar weer spreken.

actie-5-ouders = Ouders bellen over het besluit
actie-5-ouders-doen = Spreek af wie de ouders belt; meestal is dat de coördinator van het team. Praat met ouders alleen over hun eigen kind.
actie-5-ouders-knop = Noteer een telefoontje

vraag-5-week = Een week na het besluit: is het gestopt?
vraag-5-week-uitleg = Vraag de leerling die gepest wordt hoe het nu gaat. Vul in wat de leerling zegt, en apart wat je zelf ziet. De teamleider kiest daarna hoe het verder gaat.

bericht-5-begin = Stap 5 begint: de teamleider leidt deze stap en overlegt met de coördinator, de antipestcoördinator en de { -coach }. Jij blijft het aanspreekpunt voor je eigen leerling.

overgang-5-afronden = Rond af, de nazorg begint
overgang-5-afronden-uitleg = Het is gestopt. De melding blijft open voor nazorg: na 1, 4 en 8 schoolweken krijgt de { -coach } de vraag of het zo gebleven is.
overgang-5-herhalen = Doe stap 5 nog een keer
overgang-5-herhalen-uitleg = Het is nog niet gestopt. Jullie overleggen opnieuw en kiezen wat nu nodig is.
overgang-5-overleg = Overleg met de antipestcoördinator
overgang-5-overleg-uitleg = Een stap lukt niet, of je weet niet wat nu past. Schrijf kort op waar je hulp bij wilt.

## De steungroep, naast de stappen

stap-steungroep = steungroep
stap-steungroep-uitleg = Een groepje van 6 tot 8 leerlingen helpt de leerling die gepest wordt zich weer prettig te voelen. Je kiest het groepje samen met die leerling. Niemand krijgt straf of schuld; ieder bedenkt zelf iets kleins om te doen. Na een week kijk je met ieder apart terug. De stappen gaan intussen gewoon door.

actie-steungroep-bespreken = De steungroep bespreken met de leerling
actie-steungroep-bespreken-doen = Leg de leerling die gepest wordt uit wat een steungroep is, en vraag of dit goed voelt. Kies samen wie erin komen. Zonder ja van de leerling komt er geen groep: zeg dan dat dit niet lukt.
actie-steungroep-bespreken-knop = Leg het gesprek vast
actie-steungroep-bespreken-woorden =
    Zo kun je het uitleggen:
    “Ik wil een paar leerlingen vragen om te helpen dat jij je weer fijn voelt op school. Jij hoeft daar niet bij te zijn. Niemand krijgt straf. Wie zou jij erin willen?”

    Vragen die helpen:
    – Bij wie voel je je op je gemak? Wie is weleens aardig?
    – Wie doet er mee, maar begint niet zelf?
    – Wie moet er volgens jou bij, omdat het anders niet stopt?
    – Wat mag ik over jou vertellen, en wat niet?

    Samen zoek je 6 tot 8 leerlingen: een paar die met je meevoelen, en één of twee die pesten of meedoen.

    Tot slot: “Over een week vraag ik jou én de anderen hoe het ging.”

actie-steungroep-samenstellen = De steungroep samenstellen
actie-steungroep-samenstellen-doen = Vul in wie er in de groep komen, zoals je met de leerling besprak. De leerling die gepest wordt zit er niet in. De { -coaches } van de leden krijgen hier geen bericht van.
actie-steungroep-samenstellen-knop = Kies de leden
actie-steungroep-samenstellen-woorden =
    Het advies uit het document:
    – 6 tot 8 leerlingen;
    – een paar die met de leerling meevoelen;
    – één of twee die pesten of meedoen.

    Anders mag ook, als je er een reden voor hebt. Zet dan het vinkje.

actie-steungroep-groepsgesprek = Gesprek met de steungroep
actie-steungroep-groepsgesprek-doen = Praat met de groep, zonder de leerling die gepest wordt. Leg uit wat er aan de hand is en beschuldig niemand. Vraag wat ieder zelf kan doen. Geef veel complimenten: zij zijn gekozen omdat ze belangrijk zijn.
actie-steungroep-groepsgesprek-knop = Leg het gesprek vast
actie-steungroep-groepsgesprek-woorden =
    Zo kun je beginnen:
    “Jullie zijn gekozen omdat ik denk dat jullie kunnen helpen. Iemand in de klas heeft het niet fijn. Ik zoek geen schuldige en niemand krijgt straf. Ik zoek mensen die willen dat het beter wordt.”

    In deze volgorde:
    – Wat merken jullie aan de sfeer?
    – Hoe zou het zijn om je elke dag zo te voelen?
    – Wat kun jij zelf doen deze week? Groeten, erbij vragen, meespelen, iets aardigs zeggen.
    – Vraag door: wanneer, waar, hoe?

    Tot slot: “Mooi. Dit helpt echt. Over een week vraag ik ieder van jullie hoe het ging.”

actie-steungroep-voornemen = Voornemen van een lid
actie-steungroep-voornemen-doen = Leg per lid vast wat die leerling zelf gaat doen. Klein en concreet is het best. De leerling bedenkt het zelf.
actie-steungroep-voornemen-knop = Leg een voornemen vast
actie-steungroep-voornemen-woorden =
    Vraag ieder lid:
    – Wat ga jij doen?
    – Wanneer begin je daarmee?
    – Wat heb je daarvoor nodig?

    Weet iemand niets? Dan mag die ook iets kleins kiezen: gedag zeggen is genoeg.

actie-steungroep-terug_gepeste = Terugkijken met de leerling die gepest wordt
actie-steungroep-terug_gepeste-doen = Het is een week later. Praat apart met de leerling die gepest wordt. Is er iets veranderd? Wat wel, wat nog niet?
actie-steungroep-terug_gepeste-knop = Leg het gesprek vast
actie-steungroep-terug_gepeste-woorden =
    Zo kun je het vragen:
    – Wat is er deze week anders gegaan?
    – Wie deed iets wat fijn was?
    – Wat is er nog niet goed?
    – Is het zo genoeg, of gaan we nog een week door?

actie-steungroep-terug_lid = Terugkijken met een lid van de steungroep
actie-steungroep-terug_lid-doen = Het is een week later. Praat apart met ieder lid. Wat was het voornemen, en hoe is het gegaan? Geef een compliment voor wat lukte.
actie-steungroep-terug_lid-knop = Leg het gesprek vast
actie-steungroep-terug_lid-woorden =
    Zo kun je het vragen:
    – Wat had je je voorgenomen? Hoe ging het?
    – Wat merkte je bij de ander?
    – Wat wil je blijven doen?

    Lukte het niet? Dat is niet erg. Vraag wat er nodig is om het nog eens te proberen.

actie-steungroep-vervolg = Kiezen hoe het verder gaat met de steungroep
actie-steungroep-vervolg-doen = Je hebt iedereen gesproken. Is het genoeg, of doen jullie nog een ronde: met dezelfde groep, of met een andere? Kies samen met de leerling die gepest wordt.
actie-steungroep-vervolg-knop = Kies hoe het verder gaat
actie-steungroep-vervolg-woorden =
    Bedenk voor je kiest:
    – Wat zegt de leerling die gepest wordt?
    – Hebben de leden nog plezier in het helpen?
    – Wie zou er beter bij passen?

    Stopt de groep? Bedank de leden, en vertel hoe het nu gaat als de leerling dat goed vindt.
