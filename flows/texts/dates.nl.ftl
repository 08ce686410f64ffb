### Dagen en tijden, zoals ze op kaarten en pagina's staan.

weekdag-1 = ma
weekdag-2 = di
weekdag-3 = wo
weekdag-4 = do
weekdag-5 = vr
weekdag-6 = za
weekdag-7 = zo

maand-1 = januari
maand-2 = februari
maand-3 = maart
maand-4 = april
maand-5 = mei
maand-6 = juni
maand-7 = juli
maand-8 = augustus
maand-9 = september
maand-10 = oktober
maand-11 = november
maand-12 = december

datum = { $weekdag } { $dag } { $maand }
datum-met-jaar = { $weekdag } { $dag } { $maand } { $jaar }
datum-gisteren = gisteren
datum-vandaag = vandaag
datum-morgen = morgen
moment = { $dag } { $tijd }
