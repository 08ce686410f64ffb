# De tekening van een protocol om af te drukken.

vel-kop = { $naam }, versie { $versie }
vel-blad = blad { $nummer } van { $aantal }
vel-vervolg = { $naam } (vervolg)
vel-leiding = leiding: { $wie }
vel-starten = starten mag: { $wie }
vel-binnen = binnen { $termijn }
vel-vanaf = na { $termijn }
vel-pas-na = pas na: { $actie }
vel-magister = Magister: { $titel }
vel-mail = Mail aan het gezin: { $titel }
vel-zoals = zoals bij { $stap }
vel-na = na { $termijn }, aan { $wie }
vel-nazorg = Vraag: hoe gaat het nu?
vel-bericht-begin = Bericht bij het begin aan { $wie }
vel-bericht-klaar = Bericht als alles klaar is aan { $wie }
vel-bericht-na = Bericht aan { $wie } na:
vel-naar = naar: { $doel }
vel-naar-blad = naar: { $doel } (blad { $nummer })
vel-blijft = blijft in deze { $stap }
vel-wegen = Zo kan het verder
vel-legenda = Wat de tekens betekenen
vel-teken-must = moet gebeuren
vel-teken-may = mag, hoeft niet
vel-teken-text = tekst die klaarstaat
vel-teken-question = vraag achteraf
vel-teken-notice = bericht zonder inhoud
