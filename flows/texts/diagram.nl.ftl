# De tekening van een protocol.

tekening-titel = { $bron }: van melding tot afsluiting
tekening-stap = { $stap }. Daarna kan: { $wegen }.
tekening-weg = { $keuze } (naar { $doel })
tekening-weg-terug = { $keuze } (blijft hier)
tekening-ernaast = { $naam } kan ernaast lopen.
tekening-hier = hier is de melding nu
tekening-naast = daarnaast
tekening-nazorg = nazorg
tekening-gesloten = gesloten
tekening-geen-pesten = geen pesten
tekening-sluiten = Sluiten na de laatste vraag
tekening-heropenen = Heropenen als het terugkomt
