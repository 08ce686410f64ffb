### De takenlijst: wat op iemand wacht, zonder namen van leerlingen.

taken-titel = Jouw meldingen
taken-kop-open = Wat je kunt doen
taken-leeg = Er wacht niets op jou.
taken-kop-volgt = Wat later komt
taken-kop-meldingen = Meldingen waar je bij hoort
taken-kop-gemeld = Wat je zelf hebt gemeld
taken-regel = { $id }: { $wat }
taken-gemeld-binnen = nog niet opgepakt
taken-gemeld-opgepakt = opgepakt
taken-uiterlijk = uiterlijk { $dag }
taken-te-laat = dit moest { $dag } klaar zijn
taken-sinds = wacht sinds { $dag }
taken-vanaf = je krijgt de vraag { $dag }
taken-knop-melden = Meld pesten
taken-knop-protocol = Lees het protocol
taken-knop-hulp = Lees de uitleg
